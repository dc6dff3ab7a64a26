/** Visual chat: what a judge gives relative to the reference, and how many of the reference's words an answer has. */
import type {
  EvaluationResults,
  MetricDescription,
  ResultRow,
  RowJudgement,
} from '../../protocol/evaluationResults.ts';
import type { Judgement } from '../judge/judgement.ts';
import { agreement } from '../metrics/agreement.ts';
import { pairRatio, relativeScore } from '../metrics/relativeScore.ts';
import { originalTokenScores } from '../metrics/tokenScores.ts';
import { agreementText } from './agreementText.ts';
import { groupFigures, groupsOfItems, type QuestionScores } from './groupFigures.ts';
import { publishedChat } from './publishedRows.ts';
import {
  INTERVAL_SEED,
  missingRemarks,
  missingWarnings,
  type QuestionsToScore,
  type ScoredQuestion,
} from './scoredQuestions.ts';

const JUDGED: readonly MetricDescription[] = [
  {
    id: 'relativeScore',
    label: 'Relative score',
    unit: '%',
    higherIsBetter: true,
    explanation:
      "A judge's points for the answer by those for the reference, the mean of these ratios, the reference standing first: LLaVA-Med's figure. Not a share of right answers.",
  },
  {
    id: 'ratioOfMeans',
    label: 'Ratio of means',
    unit: '%',
    higherIsBetter: true,
    explanation:
      "All points for the answers by all for the references: LLaVA's own figure, which questions with few points for the reference do not draw up.",
  },
];

const BOTH_ORDERS: MetricDescription = {
  id: 'bothOrders',
  label: 'Relative score, both orders',
  unit: '%',
  higherIsBetter: true,
  explanation:
    'The mean of the relative scores with the reference first and with the answer first: judges favour a place.',
};

const TOKENS: readonly MetricDescription[] = (
  [
    ['f1', 'Token F1', 'Words that answer and reference share, precision and recall taken together; needs no judge.'],
    ['precision', 'Token precision', "The share of the answer's words that the reference has."],
    ['recall', 'Token recall', "The share of the reference's words that the answer has."],
  ] as const
).map(([id, label, explanation]) => ({
  ...{ id, label, unit: '%' as const, higherIsBetter: true },
  explanation: `${explanation} As LLaVA-Med's scripts compute it. Says little of whether the answer is right.`,
}));

export function chatResults({ title, questions, judgements, facts, warnings }: QuestionsToScore): EvaluationResults {
  const items = questions.map(({ item }) => item);
  const byId = judgementsById(judgements);
  const scores = questions.map((question) => scoresOf(question, byId.get(String(question.item.id)) ?? []));
  const isJudged = judgements.length > 0;
  const hasBoth = new Set(judgements.map(({ order }) => order)).size === 2;
  const pairs = questions.map(({ item }) => ({
    image: item.image,
    ...points(byId.get(String(item.id)), 'referenceFirst'),
  }));
  const groups = groupFigures(items, scores, {
    ...(isJudged && {
      ratioOfMeans: (members) =>
        relativeScore(
          members.map((index) => pairs[index]!),
          { seed: INTERVAL_SEED },
        ).ratioOfMeans,
    }),
  });
  const groupsOf = groupsOfItems(items);
  return {
    kind: 'chat',
    title,
    metrics: [...(isJudged ? JUDGED : []), ...(hasBoth ? [BOTH_ORDERS] : []), ...TOKENS],
    groups,
    published: isJudged ? publishedChat('relativeScore') : [],
    confusions: [],
    rows: questions.map((question, index) =>
      rowOf(question, scores[index]!, groupsOf[index]!, byId.get(String(question.item.id)) ?? []),
    ),
    facts: [...facts, ...(hasBoth ? ordersAgree(judgements) : [])],
    warnings: [...missingWarnings(questions), ...unreadable(judgements), ...warnings],
  };
}

function judgementsById(judgements: readonly Judgement[]): Map<string, Judgement[]> {
  const byId = new Map<string, Judgement[]>();
  for (const judgement of judgements) {
    const key = String(judgement.id);
    byId.set(key, [...(byId.get(key) ?? []), judgement]);
  }
  return byId;
}

type Points = { readonly reference: number | undefined; readonly answer: number | undefined };

function points(judgements: readonly Judgement[] | undefined, order: Judgement['order']): Points {
  const scores = judgements?.find((judgement) => judgement.order === order)?.scores;
  return { reference: scores?.reference, answer: scores?.answer };
}

function scoresOf({ item, answer }: ScoredQuestion, judgements: readonly Judgement[]): QuestionScores {
  if (answer === undefined) return {};
  const { f1, precision, recall } = originalTokenScores(answer, item.reference);
  const published = pairRatio(points(judgements, 'referenceFirst'));
  const swapped = pairRatio(points(judgements, 'answerFirst'));
  return {
    ...(published !== undefined && { relativeScore: published }),
    ...(published !== undefined && swapped !== undefined && { bothOrders: (published + swapped) / 2 }),
    ...{ f1: 100 * f1, precision: 100 * precision, recall: 100 * recall },
  };
}

function rowOf(
  question: ScoredQuestion,
  scores: QuestionScores,
  groups: readonly string[],
  judgements: readonly Judgement[],
): ResultRow {
  const { item, answer } = question;
  const rows = judgements.map(({ judge, order, scores: given, reply }): RowJudgement => ({
    ...{ judge, order, reply },
    ...{ reference: given?.reference, answer: given?.answer },
  }));
  const remarks = [
    ...missingRemarks(question),
    ...judgements
      .filter((judgement) => judgement.scores === undefined)
      .map(({ unreadable: why }) => `The judge's reply could not be read (${why ?? 'no scores'}).`),
  ];
  return {
    ...{ id: item.id, image: item.image, question: item.question, reference: item.reference, answer },
    ...{ groups, scores, remarks },
    ...(rows.length > 0 && { judgements: rows }),
  };
}

function unreadable(judgements: readonly Judgement[]): string[] {
  const count = judgements.filter(({ scores }) => scores === undefined).length;
  if (count === 0) return [];
  return [
    `${count} of ${judgements.length} replies of the judge could not be read, and ${count === 1 ? 'is' : 'are'} in no score.`,
  ];
}

/** How far the judge gives the answers the same points whichever stands first. */
function ordersAgree(judgements: readonly Judgement[]): EvaluationResults['facts'] {
  const byId = [...judgementsById(judgements).values()];
  const both = byId.flatMap((of) => {
    const [first, second] = [points(of, 'referenceFirst').answer, points(of, 'answerFirst').answer];
    return first === undefined || second === undefined ? [] : [[first, second] as const];
  });
  const found = agreement(
    both.map(([first]) => first),
    both.map(([, second]) => second),
  );
  return found === undefined ? [] : [{ name: 'The two orders', value: agreementText(found) }];
}
