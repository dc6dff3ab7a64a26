/** Drafts of reports: what they say against what their references say, and how many words they share. */
import type {
  EvaluationResults,
  Figure,
  MetricDescription,
  ResultGroup,
  ResultRow,
} from '../../protocol/evaluationResults.ts';
import { bootstrapRatio } from '../metrics/bootstrap.ts';
import type { CountedScores, Counts } from '../reports/countedScores.ts';
import { COMPETITION, OBSERVATIONS } from '../reports/observations.ts';
import { observationScores } from '../reports/observationScores.ts';
import { scoreReports, type ScoredReport } from '../reports/scoreReports.ts';
import { sectionScores, type SectionScores } from '../reports/sectionScores.ts';
import { groupFigures, groupsOfItems, type GroupFigure, type QuestionScores } from './groupFigures.ts';
import { reportMetrics } from './reportMetrics.ts';
import { reportRemarks } from './reportRemarks.ts';
import {
  INTERVAL_SEED,
  missingRemarks,
  missingWarnings,
  type QuestionsToScore,
  type ScoredQuestion,
} from './scoredQuestions.ts';

interface Scored {
  readonly report: ScoredReport;
  readonly sections: SectionScores;
}

export function reportResults({ title, questions, facts, warnings }: QuestionsToScore): EvaluationResults {
  const items = questions.map(({ item }) => item);
  const pairs = questions.flatMap(({ item, answer }, index) =>
    answer === undefined ? [] : [{ id: index, reference: item.reference, draft: answer }],
  );
  const scored = new Map(
    scoreReports(pairs).reports.map((report, at): [number, Scored] => [
      pairs[at]!.id,
      { report, sections: sectionScores(pairs[at]!) },
    ]),
  );
  const scores = questions.map((_, index) => scoresOf(scored.get(index)));
  const reportsOf = (members: readonly number[]): ScoredReport[] =>
    members.flatMap((index) => scored.get(index)?.report ?? []);
  const groupsOf = groupsOfItems(items);
  return {
    kind: 'report',
    title,
    metrics: reportMetrics,
    groups: [
      ...groupFigures(items, scores, figuresOf(reportsOf)),
      ...observationGroups([...scored.values()].map(({ report }) => report)),
    ],
    published: [],
    confusions: [],
    rows: questions.map((question, index) => rowOf(question, scored.get(index), scores[index]!, groupsOf[index]!)),
    facts,
    warnings: [...missingWarnings(questions), ...warnings],
  };
}

/** Of one report. What neither text states has no F1. */
function scoresOf(scored: Scored | undefined): QuestionScores {
  if (scored === undefined) return {};
  const { report, sections } = scored;
  const count = (kind: string): number => report.errors.filter((error) => error.kind === kind).length;
  const percent = (id: MetricDescription['id'], fraction: number | undefined): QuestionScores =>
    fraction === undefined ? {} : { [id]: 100 * fraction };
  return {
    ...percent('findingsF1', report.findings.sided.f1),
    ...percent('deniedF1', report.findings.denied.f1),
    ...percent('rougeL', sections.findings?.rougeL),
    ...percent('bleu4', sections.findings?.bleu4),
    ...{ laterality: count('laterality'), hallucinated: count('hallucinated'), missed: count('missed') },
  };
}

/** Micro and macro averages of a group: of the counts of its reports, not means of their figures. */
function figuresOf(reportsOf: (members: readonly number[]) => ScoredReport[]): Record<string, GroupFigure> {
  const micro =
    (countsOf: (report: ScoredReport) => Counts): GroupFigure =>
    (members) => {
      const counts = reportsOf(members).map(countsOf);
      return bootstrapRatio(
        counts.map(({ truePositives }) => 200 * truePositives),
        counts.map(
          ({ truePositives, falsePositives, falseNegatives }) => 2 * truePositives + falsePositives + falseNegatives,
        ),
        { seed: INTERVAL_SEED },
      );
    };
  const averages =
    (figure: (reports: readonly ScoredReport[]) => number | undefined): GroupFigure =>
    (members) => {
      const reports = reportsOf(members);
      const value = figure(reports);
      return value === undefined ? undefined : { value: 100 * value, count: reports.length };
    };
  const sum =
    (kind: string): GroupFigure =>
    (members) => {
      const reports = reportsOf(members);
      const value = reports.flatMap(({ errors }) => errors).filter((error) => error.kind === kind).length;
      return reports.length === 0 ? undefined : { value, count: reports.length };
    };
  return {
    findingsF1: micro(({ findings }) => findings.sided),
    deniedF1: micro(({ findings }) => findings.denied),
    observationsF1: averages((reports) => observationScores(reports, POLICY).fourteen.micro.f1),
    observationsMacroF1: averages((reports) => observationScores(reports, POLICY).fourteen.macroF1),
    competitionF1: averages((reports) => observationScores(reports, POLICY).competition.micro.f1),
    laterality: sum('laterality'),
    hallucinated: sum('hallucinated'),
    missed: sum('missed'),
  };
}

const POLICY = 'uncertainAsPresent';

/** Those of the 14 observations that a text states. */
function observationGroups(reports: readonly ScoredReport[]): ResultGroup[] {
  const { each } = observationScores(reports, POLICY);
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

function rowOf(
  question: ScoredQuestion,
  scored: Scored | undefined,
  scores: QuestionScores,
  groups: readonly string[],
): ResultRow {
  const { item, answer } = question;
  const remarks = [
    ...missingRemarks(question),
    ...(scored === undefined || answer === undefined
      ? []
      : reportRemarks(scored.report.errors, item.reference, answer)),
  ];
  return {
    ...{ id: item.id, image: item.image, question: item.question, reference: item.reference, answer },
    ...{ groups, scores, remarks },
  };
}
