/** What a judge said of each question, and what of it could not be read. */
import type { Judgement } from '../judge/judgement.ts';
import type { ScoredQuestion } from './scoredQuestions.ts';

/** By the question's id as text. */
export function judgementsById(judgements: readonly Judgement[]): ReadonlyMap<string, readonly Judgement[]> {
  const byId = new Map<string, Judgement[]>();
  for (const judgement of judgements) {
    const known = byId.get(String(judgement.id));
    if (known === undefined) byId.set(String(judgement.id), [judgement]);
    else known.push(judgement);
  }
  return byId;
}

/** Replies that could not be read, and answers that the judge gave no reply to, where any was judged. */
export function judgeWarnings(questions: readonly ScoredQuestion[], judgements: readonly Judgement[]): string[] {
  return [...unreadableWarnings(judgements), ...unjudgedWarnings(questions, judgements)];
}

function unjudgedWarnings(questions: readonly ScoredQuestion[], judgements: readonly Judgement[]): string[] {
  if (judgements.length === 0) return [];
  const orders = new Set(judgements.map(({ order }) => order)).size;
  const byId = judgementsById(judgements);
  const count = questions.filter(
    ({ item, answer }) => answer !== undefined && (byId.get(String(item.id))?.length ?? 0) < orders,
  ).length;
  if (count === 0) return [];
  return [
    `${count} ${count === 1 ? 'answer has' : 'answers have'} not been judged${orders > 1 ? ' in both orders' : ''}, and ${count === 1 ? 'is' : 'are'} in no score of the judge. The same run asks for them again.`,
  ];
}

function unreadableWarnings(judgements: readonly Judgement[]): string[] {
  const count = judgements.filter(isUnreadable).length;
  if (count === 0) return [];
  return [
    `${count} of ${judgements.length} replies of the judge could not be read, and ${count === 1 ? 'is' : 'are'} in no score.`,
  ];
}

export function unreadableRemarks(judgements: readonly Judgement[]): string[] {
  return judgements
    .filter(isUnreadable)
    .map(({ unreadable }) => `The judge's reply could not be read (${unreadable ?? 'no scores'}).`);
}

function isUnreadable({ scores, green }: Judgement): boolean {
  return scores === undefined && green === undefined;
}
