/** Two runs over the same questions, side by side. */
import { t } from '@vscode/l10n';
import { mcnemar } from '../../evaluation/metrics/mcnemar.ts';
import { pairedDifference } from '../../evaluation/metrics/pairedDifference.ts';
import { INTERVAL_SEED } from '../../evaluation/results/scoredQuestions.ts';
import type { EvaluationResults, MetricDescription, ResultRow } from '../../protocol/evaluationResults.ts';
import type { ComparedRow, ComparedRun } from '../../protocol/evaluationView.ts';

/**
 * Questions belong together by id and text; of several that are alike the first with the first. Throws where the runs
 * are of different kinds or have no question in common.
 */
export function compareResults(shown: EvaluationResults, other: EvaluationResults, name: string): ComparedRun {
  if (shown.kind !== other.kind)
    throw new Error(t`${name} is an evaluation of another kind (${other.kind}, and this one is ${shown.kind}).`);
  const theirs = new Map(keyed(other.rows));
  const rows = keyed(shown.rows).map(([key]): ComparedRow | null => {
    const row = theirs.get(key);
    return row === undefined ? null : { answer: row.answer, scores: row.scores };
  });
  const common = rows.filter((row) => row !== null).length;
  if (common === 0) throw new Error(t`${name} has no question of this run. Choose a run over the same questions.`);
  return {
    name,
    title: other.title,
    groups: other.groups,
    rows,
    onlyThere: other.rows.length - common,
    statistics: [...meanDifference(shown, other, rows), ...closedAccuracy(shown, rows)],
  };
}

function keyed(rows: readonly ResultRow[]): readonly [string, ResultRow][] {
  const counts = new Map<string, number>();
  return rows.map((row) => {
    const key = JSON.stringify([String(row.id), row.question]);
    const nth = counts.get(key) ?? 0;
    counts.set(key, nth + 1);
    return [`${key} ${String(nth)}`, row];
  });
}

interface Pair {
  readonly mine: number;
  readonly theirs: number;
  readonly image: string | undefined;
}

function pairs({ rows }: EvaluationResults, beside: readonly (ComparedRow | null)[], metric: string): readonly Pair[] {
  return rows.flatMap(({ scores, image }, i) => {
    const mine = scores[metric];
    const theirs = beside[i]?.scores[metric];
    return mine === undefined || theirs === undefined ? [] : [{ mine, theirs, image }];
  });
}

/** Of the first metric of both, as `llava-med compare` computes it: images are drawn with all their questions. */
function meanDifference(
  shown: EvaluationResults,
  other: EvaluationResults,
  beside: readonly (ComparedRow | null)[],
): ComparedRun['statistics'] {
  const metric = shown.metrics.find(({ id }) => other.metrics.some((theirs) => theirs.id === id));
  if (metric === undefined) return [];
  const found = pairs(shown, beside, metric.id);
  const figure = pairedDifference(
    found.map(({ mine }) => mine),
    found.map(({ theirs }) => theirs),
    { seed: INTERVAL_SEED, clusters: found.map(({ image }) => image) },
  );
  if (figure === undefined) return [];
  const { value, low, high, count } = figure;
  const interval =
    low === undefined || high === undefined ? '' : `, 95 % interval ${signed(low, metric)} to ${signed(high, metric)}`;
  return [
    {
      label: `${metric.label}, this run less the other`,
      text: `${signed(value, metric)}${interval} (${String(count)} questions, paired bootstrap over images)`,
    },
  ];
}

function signed(value: number, { unit }: MetricDescription): string {
  const text = Math.abs(value).toFixed(unit === '%' ? 1 : 2);
  if (Number(text) === 0) return text;
  return `${value > 0 ? '+' : '−'}${text}`;
}

/** A question that is right has 100, one that is wrong has 0: McNemar's test is of these only. */
function closedAccuracy(shown: EvaluationResults, beside: readonly (ComparedRow | null)[]): ComparedRun['statistics'] {
  const found = pairs(shown, beside, 'accuracy');
  const isYesNo = (score: number): boolean => score === 0 || score === 100;
  if (found.length === 0 || !found.every(({ mine, theirs }) => isYesNo(mine) && isYesNo(theirs))) return [];
  const { firstOnly, secondOnly, p, midP } = mcnemar(
    found.map(({ mine }) => mine === 100),
    found.map(({ theirs }) => theirs === 100),
  );
  return [
    {
      label: 'Closed questions, McNemar’s exact test',
      text: `p ${probability(p)}, mid-p ${probability(midP)}: ${String(firstOnly)} right here only, ${String(secondOnly)} there only, of ${String(found.length)}`,
    },
  ];
}

function probability(p: number): string {
  return p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`;
}
