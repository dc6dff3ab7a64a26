/** Two or more runs over the same questions: who does better, by how much, and how surely. */
import { basename } from 'node:path';
import type { EvaluationResults, Figure, MetricDescription, ResultRow } from '../../protocol/evaluationResults.ts';
import { agreement, type Agreement } from '../metrics/agreement.ts';
import { bootstrapMean } from '../metrics/bootstrap.ts';
import { mcnemar, type McNemar } from '../metrics/mcnemar.ts';
import { pairedDifference } from '../metrics/pairedDifference.ts';
import { boutsOfScores, standings, winRates, type Standing, type WinRate } from '../metrics/winRates.ts';
import { INTERVAL_SEED } from '../results/scoredQuestions.ts';
import { runErrors } from './runErrors.ts';

export interface NamedResults {
  readonly name: string;
  readonly results: EvaluationResults;
}

/** Over the points for the answers, the reference standing first. */
export interface JudgeAgreement {
  readonly first: string;
  readonly second: string;
  readonly agreement: Agreement;
}

export interface PairDifference {
  readonly first: string;
  readonly second: string;
  /** The second less the first, of the same questions, in the metric's unit. */
  readonly difference: Figure;
  /** Of closed questions, where both have any. */
  readonly mcnemar: McNemar | undefined;
  /** Of visual chat, where two judges have scored the same answers. */
  readonly judges: JudgeAgreement | undefined;
}

export interface RunComparison {
  readonly metric: MetricDescription;
  /** Questions that all runs have a figure for. */
  readonly questions: number;
  readonly means: readonly { readonly name: string; readonly mean: Figure }[];
  readonly differences: readonly PairDifference[];
  readonly winRates: readonly WinRate[];
  readonly standings: readonly Standing[];
}

/** Runs of one name are told apart by their place. */
export function namesOf(folders: readonly string[]): string[] {
  const names = folders.map((folder) => basename(folder));
  return names.map((name, index) =>
    names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${index + 1})`,
  );
}

/** `metricId`: the runs' first one when left out. Throws a `RunError` where they have nothing in common. */
export function compareRuns(runs: readonly NamedResults[], metricId?: string): RunComparison {
  const [first] = runs;
  if (first === undefined || runs.length < 2) throw runErrors.notComparable('there is only one');
  const other = runs.find(({ results }) => results.kind !== first.results.kind);
  if (other !== undefined) throw runErrors.notComparable(`${other.name} is of another kind`);
  const metric = metricOf(runs, metricId);
  const byId = runs.map(({ results }) => new Map(results.rows.map((row) => [String(row.id), row])));
  const rows = first.results.rows.flatMap(({ id }): (readonly ResultRow[])[] => {
    const same = byId.flatMap((of) => of.get(String(id)) ?? []);
    const isWhole = same.length === runs.length && same.every(({ scores }) => scores[metric.id] !== undefined);
    return isWhole && same.every(({ question }) => question === same[0]?.question) ? [same] : [];
  });
  if (rows.length === 0) throw runErrors.notComparable('no question has a figure in all of them');
  const points = (at: number): number[] => rows.map((same) => same[at]!.scores[metric.id]!);
  const clusters = rows.map((same) => same[0]!.image);
  const names = runs.map(({ name }) => name);
  const rates = winRates(
    rows.flatMap((same) =>
      boutsOfScores(
        Object.fromEntries(names.map((name, at) => [name, sign(metric) * same[at]!.scores[metric.id]!])),
        same[0]!.image,
      ),
    ),
    { seed: INTERVAL_SEED },
  );
  return {
    metric,
    questions: rows.length,
    means: names.map((name, at) => ({ name, mean: bootstrapMean(points(at), { seed: INTERVAL_SEED, clusters })! })),
    differences: names.flatMap((name, at) =>
      names.slice(at + 1).map((second, after): PairDifference => ({
        first: name,
        second,
        difference: pairedDifference(points(at + 1 + after), points(at), { seed: INTERVAL_SEED, clusters })!,
        mcnemar: closedTest(rows, at, at + 1 + after),
        judges: judgeAgreement(rows, at, at + 1 + after),
      })),
    ),
    winRates: rates,
    standings: standings(rates),
  };
}

function sign({ higherIsBetter }: MetricDescription): 1 | -1 {
  return higherIsBetter ? 1 : -1;
}

function metricOf(runs: readonly NamedResults[], metricId: string | undefined): MetricDescription {
  const shared = runs[0]!.results.metrics.filter(({ id }) =>
    runs.every(({ results }) => results.metrics.some((metric) => metric.id === id)),
  );
  const metric = metricId === undefined ? shared[0] : shared.find(({ id }) => id === metricId);
  if (metric === undefined)
    throw runErrors.notComparable(
      `${metricId ?? 'one figure'} is not in all of them; they have ${shared.map(({ id }) => id).join(', ')}`,
    );
  return metric;
}

function closedTest(rows: readonly (readonly ResultRow[])[], first: number, second: number): McNemar | undefined {
  const closed = rows.filter((same) => [first, second].every((at) => same[at]!.scores['accuracy'] !== undefined));
  if (closed.length === 0) return undefined;
  const isRight = (at: number): boolean[] => closed.map((same) => same[at]!.scores['accuracy'] === 100);
  return mcnemar(isRight(first), isRight(second));
}

function judgeAgreement(
  rows: readonly (readonly ResultRow[])[],
  first: number,
  second: number,
): JudgeAgreement | undefined {
  const both = rows.flatMap((same) => {
    const [one, other] = [pointsOf(same[first]!), pointsOf(same[second]!)];
    const isSame = same[first]!.answer === same[second]!.answer && one?.judge !== other?.judge;
    return isSame && one !== undefined && other !== undefined ? [{ one, other }] : [];
  });
  const found = agreement(
    both.map(({ one }) => one.answer),
    both.map(({ other }) => other.answer),
  );
  const [any] = both;
  return any && found && { first: any.one.judge, second: any.other.judge, agreement: found };
}

function pointsOf({ judgements = [] }: ResultRow): { readonly judge: string; readonly answer: number } | undefined {
  const [found] = judgements.filter(({ order }) => order === 'referenceFirst');
  return found?.answer === undefined ? undefined : { judge: found.judge, answer: found.answer };
}
