/** Visual chat: what a judge gives relative to the reference, and how many of the reference's words an answer has. */
import type {
  EvaluationResults,
  MetricDescription,
  ResultRow,
  RowJudgement,
} from '../../protocol/evaluationResults.ts';
import type { Judgement } from '../judge/judgement.ts';
import { agreement } from '../metrics/agreement.ts';
import { pairRatio, ratioOfMeansSteps } from '../metrics/relativeScore.ts';
import type { Steps } from '../metrics/steps.ts';
import { originalTokenScores } from '../metrics/tokenScores.ts';
import { agreementText } from './agreementText.ts';
import { groupFigures, groupsOfItems, type QuestionScores } from './groupFigures.ts';
import { judgementsById, unreadableRemarks, judgeWarnings } from './judgeReplies.ts';
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

/** As `publishedSplits` calls it. */
const PUBLISHED_SET = "LLaVA-Med's visual chat:";

export function* chatResults({
  title,
  questions,
  judgements,
  facts,
  warnings,
  split,
}: QuestionsToScore): Steps<EvaluationResults> {
  const items = questions.map(({ item }) => item);
  const byId = judgementsById(judgements);
  const scores: QuestionScores[] = [];
  for (const question of questions) {
    scores.push(scoresOf(question, byId.get(String(question.item.id)) ?? []));
    yield;
  }
  const isJudged = judgements.length > 0;
  const hasBoth = new Set(judgements.map(({ order }) => order)).size === 2;
  const pairs = questions.map(({ item }) => ({
    image: item.image,
    ...points(byId.get(String(item.id)), 'referenceFirst'),
  }));
  const groups = yield* groupFigures(items, scores, {
    ...(isJudged && {
      ratioOfMeans: (members) =>
        ratioOfMeansSteps(
          members.map((index) => pairs[index]!),
          { seed: INTERVAL_SEED },
        ),
    }),
  });
  const groupsOf = groupsOfItems(items);
  return {
    kind: 'chat',
    title,
    metrics: [...(isJudged ? JUDGED : []), ...(hasBoth ? [BOTH_ORDERS] : []), ...TOKENS],
    groups,
    // Of other questions they would say nothing.
    published: isJudged && split?.startsWith(PUBLISHED_SET) === true ? publishedChat('relativeScore') : [],
    confusions: [],
    rows: questions.map((question, index) =>
      rowOf(question, scores[index]!, groupsOf[index]!, byId.get(String(question.item.id)) ?? []),
    ),
    facts: [...facts, ...(hasBoth ? ordersAgree(judgements) : [])],
    warnings: [...missingWarnings(questions), ...judgeWarnings(questions, judgements), ...warnings],
  };
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
  const remarks = [...missingRemarks(question), ...unreadableRemarks(judgements)];
  return {
    ...{ id: item.id, image: item.image, question: item.question, reference: item.reference, answer },
    ...{ groups, scores, remarks },
    ...(rows.length > 0 && { judgements: rows }),
  };
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
