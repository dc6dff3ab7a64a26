/** The scores of one question of VQA: as LLaVA-Med's scripts compute them, and corrected. */
import type { AnsweredItem } from '../item.ts';
import { BLEU_ORDERS, sentenceBleu } from './bleu.ts';
import { closedReading, isClosed, type ClosedReading } from './closedReading.ts';
import { answerWords, normaliseAnswer } from './normaliseAnswer.ts';
import { rougeL } from './rougeL.ts';
import { originalExactMatch, originalTokenScores, tokenScores } from './tokenScores.ts';

export const VQA_MODES = ['original', 'corrected'] as const;
export type VqaMode = (typeof VQA_MODES)[number];

/**
 * When the original counts a closed answer as right. `batch` (`run_eval_batch.py`, the published tables): the reference
 * is a part of the answer's text. `strict`: and "yes" or "no" is in it too. `uncounted` (`run_eval.py` as it stands): of
 * the answers with "yes" or "no" the wrong ones are left out of the mean.
 */
export const CLOSED_RULES = ['batch', 'strict', 'uncounted'] as const;
export type ClosedRule = (typeof CLOSED_RULES)[number];

/**
 * Open: all but `accuracy` and `closedRecall`; `contains` (the scripts' open accuracy, the reference as a part of the
 * answer's text) in the original mode only, `bleu` and `rougeL` in the corrected one only. Closed: `accuracy`, and in the
 * original mode `closedRecall`.
 */
export const VQA_METRICS = [
  'recall',
  'accuracy',
  'precision',
  'f1',
  'exactMatch',
  'contains',
  'closedRecall',
  'bleu1',
  'bleu2',
  'bleu3',
  'bleu4',
  'rougeL',
] as const;
export type VqaMetric = (typeof VQA_METRICS)[number];

export interface VqaOptions {
  readonly mode: VqaMode;
  /** `batch` when left out; of no effect in the corrected mode. */
  readonly closedRule?: ClosedRule | undefined;
}

export interface VqaScores {
  readonly answerType: 'open' | 'closed';
  /** Fractions of 1. A metric that is missing is not to be counted in a mean. */
  readonly scores: Readonly<Partial<Record<VqaMetric, number>>>;
  /** Of a closed question, in both modes: read exactly. */
  readonly closed: ClosedReading | undefined;
}

export function vqaScores({ item, answer }: AnsweredItem, { mode, closedRule = 'batch' }: VqaOptions): VqaScores {
  if (isClosed(item)) {
    const closed = closedReading(item, answer);
    const scores =
      mode === 'original'
        ? originalClosed(answer, item.reference, closedRule)
        : { accuracy: closed.said === closed.truth ? 1 : 0 };
    return { answerType: 'closed', scores, closed };
  }
  const scores = mode === 'original' ? originalOpen(answer, item.reference) : correctedOpen(answer, item.reference);
  return { answerType: 'open', scores, closed: undefined };
}

function originalClosed(answer: string, reference: string, rule: ClosedRule): VqaScores['scores'] {
  const said = normaliseAnswer(answer);
  const right = said.includes(normaliseAnswer(reference));
  const closedRecall = originalTokenScores(answer, reference).recall;
  // "no" is also found in "abnormal".
  const polar = said.includes('yes') || said.includes('no');
  if (rule === 'uncounted' && polar && !right) return { closedRecall };
  return { accuracy: right && (rule === 'batch' || polar) ? 1 : 0, closedRecall };
}

function originalOpen(answer: string, reference: string): VqaScores['scores'] {
  return {
    ...originalTokenScores(answer, reference),
    exactMatch: originalExactMatch(answer, reference),
    contains: normaliseAnswer(answer).includes(normaliseAnswer(reference)) ? 1 : 0,
  };
}

function correctedOpen(answer: string, reference: string): VqaScores['scores'] {
  const pair = { answer: answerWords(answer), reference: answerWords(reference) };
  return {
    ...tokenScores(answer, reference),
    exactMatch: pair.answer.join(' ') === pair.reference.join(' ') ? 1 : 0,
    ...Object.fromEntries(BLEU_ORDERS.map((order) => [`bleu${order}`, sentenceBleu(pair, order)])),
    rougeL: rougeL(pair.answer, pair.reference),
  };
}
