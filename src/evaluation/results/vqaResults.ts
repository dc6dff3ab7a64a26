/** Visual question answering: as LLaVA-Med's scripts compute it, and corrected beside it. */
import type { EvaluationResults, MetricDescription, ResultRow } from '../../protocol/evaluationResults.ts';
import { isClosed, type ClosedReading } from '../metrics/closedReading.ts';
import { closedConfusions } from '../metrics/confusion.ts';
import type { Steps } from '../metrics/steps.ts';
import { vqaScores } from '../metrics/vqaScores.ts';
import { groupFigures, groupsOfItems, type QuestionScores } from './groupFigures.ts';
import { publishedVqa, type PublishedVqa } from './publishedRows.ts';
import { missingRemarks, missingWarnings, type QuestionsToScore, type ScoredQuestion } from './scoredQuestions.ts';

const metric = (id: string, label: string, explanation: string): MetricDescription => ({
  ...{ id, label, unit: '%', higherIsBetter: true, explanation },
});

const METRICS: readonly MetricDescription[] = [
  metric(
    'score',
    'Score, corrected',
    'Closed questions: the answer is read exactly as yes, no or one of the choices. Open ones: the share of the reference’s words that the answer has, no word counted twice.',
  ),
  metric(
    'published',
    'Score, as published',
    "As LLaVA-Med's scripts compute their tables, faults included: a closed answer is right where the reference is a part of its text; repeating a word raises the recall of an open one.",
  ),
  metric('accuracy', 'Accuracy', 'Closed questions only, read exactly.'),
  metric('f1', 'Token F1', 'Open questions only: precision and recall of words, no word counted twice.'),
  metric('exactMatch', 'Exact match', 'Open questions only: the same words in the same order.'),
  metric('bleu1', 'BLEU-1', 'Open questions only; of each answer by itself, smoothed (Chen and Cherry, method 1).'),
  metric('bleu4', 'BLEU-4', 'Open questions only; of each answer by itself, smoothed (Chen and Cherry, method 1).'),
  metric('rougeL', 'ROUGE-L', 'Open questions only: the longest common subsequence of words, F1.'),
];

export function* vqaResults({ title, questions, facts, warnings, split }: QuestionsToScore): Steps<EvaluationResults> {
  // A file that does not say which questions are closed is read as the metrics read it.
  const items = questions.map(({ item }) => ({
    ...item,
    answerType: item.answerType ?? (isClosed(item) ? ('closed' as const) : ('open' as const)),
  }));
  const scored: (Scored | undefined)[] = [];
  for (const [index, { answer }] of questions.entries()) {
    scored.push(answer === undefined ? undefined : scoresOf({ item: items[index]!, answer }));
    yield;
  }
  const scores = scored.map((one) => one?.scores ?? {});
  const groupsOf = groupsOfItems(items);
  const readings = scored.flatMap((one) => one?.reading ?? []);
  return {
    kind: 'vqa',
    title,
    metrics: METRICS,
    groups: yield* groupFigures(items, scores),
    published: publishedVqa(publishedSet(split), 'published'),
    confusions: closedConfusions(readings),
    rows: questions.map((question, index) => rowOf(question, scored[index], groupsOf[index]!)),
    facts,
    warnings: [...missingWarnings(questions), ...warnings],
  };
}

interface Scored {
  readonly scores: QuestionScores;
  readonly reading: ClosedReading | undefined;
}

function scoresOf(answered: Parameters<typeof vqaScores>[0]): Scored {
  const original = vqaScores(answered, { mode: 'original' });
  const corrected = vqaScores(answered, { mode: 'corrected' });
  const { accuracy, recall, f1, exactMatch, bleu1, bleu4, rougeL } = corrected.scores;
  const published = original.scores.accuracy ?? original.scores.recall;
  const fractions = { score: accuracy ?? recall, published, accuracy, f1, exactMatch, bleu1, bleu4, rougeL };
  return {
    scores: Object.fromEntries(
      Object.entries(fractions).flatMap(([id, value]) => (value === undefined ? [] : [[id, 100 * value]])),
    ),
    reading: corrected.closed,
  };
}

function rowOf(question: ScoredQuestion, scored: Scored | undefined, groups: readonly string[]): ResultRow {
  const { item, answer } = question;
  const { truth, said } = scored?.reading ?? { truth: '', said: '' };
  const remarks = [
    ...missingRemarks(question),
    ...(truth !== '' && said === undefined ? ['The answer says none of what could be said, or several.'] : []),
  ];
  return {
    ...{ id: item.id, image: item.image, question: item.question, reference: item.reference, answer },
    ...{ groups, scores: scored?.scores ?? {}, remarks },
  };
}

const PUBLISHED_SPLITS = [
  ['VQA-RAD', 'VQA-RAD test'],
  ['SLAKE', 'SLAKE test, English'],
  ['PathVQA', 'PathVQA test'],
] as const;

/** Of a split's label. Others were trained on, or are copies in which other questions are open and closed. */
function publishedSet(split: string | undefined): PublishedVqa | undefined {
  return PUBLISHED_SPLITS.find(([, name]) => split?.startsWith(`${name}: `) === true)?.[0];
}
