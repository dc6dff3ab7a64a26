/** What results are made of: the questions, what was answered, what a judge said, and how it came about. */
import type { EvaluationKind, EvaluationResults } from '../../protocol/evaluationResults.ts';
import type { EvaluationItem } from '../item.ts';
import type { Judgement } from '../judge/judgement.ts';

export interface ScoredQuestion {
  readonly item: EvaluationItem;
  /** Undefined where there is none. */
  readonly answer: string | undefined;
  /** Why there is none. */
  readonly leftOut?: string | undefined;
}

export interface QuestionsToScore {
  readonly kind: EvaluationKind;
  readonly title: string;
  readonly questions: readonly ScoredQuestion[];
  /** In the order of the questions; empty where nothing was judged. */
  readonly judgements: readonly Judgement[];
  readonly facts: EvaluationResults['facts'];
  readonly warnings: readonly string[];
  /** The published split that the questions are, where that is known: its label. */
  readonly split?: string | undefined;
}

/** One seed for all intervals: the same answers give the same figures everywhere. */
export const INTERVAL_SEED = 'llava-med evaluation';

/** What is to be said of questions that have no answer. */
export function missingWarnings(questions: readonly ScoredQuestion[]): string[] {
  const missing = questions.filter(({ answer }) => answer === undefined).length;
  if (missing === 0) return [];
  return [
    `${missing} of ${questions.length} questions ${missing === 1 ? 'has' : 'have'} no answer, and ${missing === 1 ? 'is' : 'are'} in no figure.`,
  ];
}

export function missingRemarks({ answer, leftOut }: ScoredQuestion): string[] {
  return answer === undefined ? [leftOut === undefined ? 'There is no answer.' : `There is no answer: ${leftOut}`] : [];
}
