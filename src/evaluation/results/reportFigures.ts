/** The figures of groups of report drafts. */
import type { Figure, ResultGroup } from '../../protocol/evaluationResults.ts';
import { bootstrapRatioSteps } from '../metrics/bootstrap.ts';
import type { Steps } from '../metrics/steps.ts';
import type { CountedScores, Counts } from '../reports/countedScores.ts';
import { COMPETITION, OBSERVATIONS } from '../reports/observations.ts';
import { observationScoreSteps, type ObservationScores } from '../reports/observationScores.ts';
import type { ScoredReport } from '../reports/scoreReports.ts';
import type { GroupFigure, QuestionScores } from './groupFigures.ts';
import { INTERVAL_SEED } from './scoredQuestions.ts';

const POLICY = 'uncertainAsPresent';

/** By the metric's id. Micro and macro averages are of the counts of a group's reports, not means of their figures. */
export function reportFigures(
  reports: readonly (ScoredReport | undefined)[],
  scores: readonly QuestionScores[],
): Readonly<Record<string, GroupFigure>> {
  const reportsOf = (members: readonly number[]): ScoredReport[] => members.flatMap((index) => reports[index] ?? []);
  const micro =
    (countsOf: (report: ScoredReport) => Counts): GroupFigure =>
    (members) => {
      const counts = reportsOf(members).map(countsOf);
      return bootstrapRatioSteps(
        counts.map(({ truePositives }) => 200 * truePositives),
        counts.map(
          ({ truePositives, falsePositives, falseNegatives }) => 2 * truePositives + falsePositives + falseNegatives,
        ),
        { seed: INTERVAL_SEED },
      );
    };
  const averages = (figure: (scores: ObservationScores) => number | undefined): GroupFigure =>
    function* (members) {
      const own = reportsOf(members);
      const value = figure(yield* observationScoreSteps(own, POLICY));
      return value === undefined ? undefined : { value: 100 * value, count: own.length };
    };
  const sum = (id: string): GroupFigure =>
    function* (members) {
      yield;
      const counts = members.flatMap((index) => scores[index]?.[id] ?? []);
      const value = counts.reduce((total, count) => total + count, 0);
      return counts.length === 0 ? undefined : { value, count: counts.length };
    };
  return {
    findingsF1: micro(({ findings }) => findings.sided),
    deniedF1: micro(({ findings }) => findings.denied),
    observationsF1: averages(({ fourteen }) => fourteen.micro.f1),
    observationsMacroF1: averages(({ fourteen }) => fourteen.macroF1),
    competitionF1: averages(({ competition }) => competition.micro.f1),
    laterality: sum('laterality'),
    hallucinated: sum('hallucinated'),
    missed: sum('missed'),
    greenErrors: sum('greenErrors'),
  };
}

/** Those of the 14 observations that a text states. */
export function* observationGroups(reports: readonly ScoredReport[]): Steps<ResultGroup[]> {
  const { each } = yield* observationScoreSteps(reports, POLICY);
  return OBSERVATIONS.flatMap((observation): ResultGroup[] => {
    const score = each[observation];
    const stated = score.truePositives + score.falsePositives + score.falseNegatives;
    if (stated === 0) return [];
    const label = COMPETITION.includes(observation) ? `${observation} *` : observation;
    const count = score.truePositives + score.falseNegatives;
    return [
      { id: `observation:${observation}`, label, family: 'observation', count, figures: observationFigures(score) },
    ];
  });
}

function observationFigures({ f1, precision, recall, ...counts }: CountedScores): Record<string, Figure> {
  const count = counts.truePositives + counts.falsePositives + counts.falseNegatives;
  const figures = { observationsF1: f1, observationsPrecision: precision, observationsRecall: recall };
  return Object.fromEntries(
    Object.entries(figures).flatMap(([id, value]) =>
      value === undefined ? [] : [[id, { value: 100 * value, count }]],
    ),
  );
}
