/** Drafts of reports: what they say against what their references say, and how many words they share. */
import type { EvaluationResults, MetricDescription, ResultRow } from '../../protocol/evaluationResults.ts';
import type { Judgement } from '../judge/judgement.ts';
import type { Steps } from '../metrics/steps.ts';
import { scoreReport, type ScoredReport } from '../reports/scoreReports.ts';
import { sectionScores, type SectionScores } from '../reports/sectionScores.ts';
import { greenMetrics, greenRemarks, greenRow, greenScores } from './greenResults.ts';
import { groupFigures, groupsOfItems, type QuestionScores } from './groupFigures.ts';
import { judgementsById, judgeWarnings } from './judgeReplies.ts';
import { observationGroups, reportFigures } from './reportFigures.ts';
import { reportMetrics } from './reportMetrics.ts';
import { reportRemarks } from './reportRemarks.ts';
import { missingRemarks, missingWarnings, type QuestionsToScore, type ScoredQuestion } from './scoredQuestions.ts';

interface Scored {
  readonly report: ScoredReport;
  readonly sections: SectionScores;
  readonly judgement: Judgement | undefined;
}

export function* reportResults({
  title,
  questions,
  judgements,
  facts,
  warnings,
}: QuestionsToScore): Steps<EvaluationResults> {
  const items = questions.map(({ item }) => item);
  const byId = judgementsById(judgements);
  const scored = new Map<number, Scored>();
  const scores: QuestionScores[] = [];
  for (const [index, question] of questions.entries()) {
    const one = scoredOf(question, byId);
    if (one !== undefined) scored.set(index, one);
    scores.push(one === undefined ? {} : scoresOf(one));
    yield;
  }
  const reports = questions.map((_, index) => scored.get(index)?.report);
  const groups = yield* groupFigures(items, scores, reportFigures(reports, scores));
  const observations = yield* observationGroups(reports.filter((report) => report !== undefined));
  const groupsOf = groupsOfItems(items);
  const rows: ResultRow[] = [];
  for (const [index, question] of questions.entries()) {
    rows.push(rowOf(question, scored.get(index), scores[index]!, groupsOf[index]!));
    yield;
  }
  return {
    kind: 'report',
    title,
    metrics: [...reportMetrics, ...(judgements.length > 0 ? greenMetrics : [])],
    groups: [...groups, ...observations],
    published: [],
    confusions: [],
    rows,
    facts,
    warnings: [...missingWarnings(questions), ...judgeWarnings(questions, judgements), ...warnings],
  };
}

function scoredOf(
  { item, answer }: ScoredQuestion,
  byId: ReadonlyMap<string, readonly Judgement[]>,
): Scored | undefined {
  if (answer === undefined) return undefined;
  const pair = { id: item.id, reference: item.reference, draft: answer };
  const [judgement] = byId.get(String(item.id)) ?? [];
  return { report: scoreReport(pair), sections: sectionScores(pair), judgement };
}

/** Of one report. What neither text states has no F1. */
function scoresOf({ report, sections, judgement }: Scored): QuestionScores {
  const count = (kind: string): number => report.errors.filter((error) => error.kind === kind).length;
  const percent = (id: MetricDescription['id'], fraction: number | undefined): QuestionScores =>
    fraction === undefined ? {} : { [id]: 100 * fraction };
  return {
    ...percent('findingsF1', report.findings.sided.f1),
    ...percent('deniedF1', report.findings.denied.f1),
    ...percent('rougeL', sections.findings?.rougeL),
    ...percent('bleu4', sections.findings?.bleu4),
    ...{ laterality: count('laterality'), hallucinated: count('hallucinated'), missed: count('missed') },
    ...greenScores(judgement),
  };
}

function rowOf(
  question: ScoredQuestion,
  scored: Scored | undefined,
  scores: QuestionScores,
  groups: readonly string[],
): ResultRow {
  const { item, answer = '' } = question;
  const judgement = scored?.judgement;
  const remarks = [
    ...missingRemarks(question),
    ...(scored === undefined ? [] : reportRemarks(scored.report.errors, item.reference, answer)),
    ...greenRemarks(judgement),
  ];
  return {
    ...{ id: item.id, image: item.image, question: item.question, reference: item.reference, answer: question.answer },
    ...{ groups, scores, remarks },
    ...(judgement !== undefined && { judgements: [greenRow(judgement)] }),
  };
}
