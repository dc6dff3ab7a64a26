import { answerWords, normaliseAnswer, pythonWords } from './normaliseAnswer.ts';

/** Fractions of 1. */
export interface TokenScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

const NOTHING: TokenScores = { precision: 0, recall: 0, f1: 0 };

function counted(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** The scripts normalise a text, and their metrics do it again: more than 32 periods go in two rounds. */
function originalWords(text: string): string[] {
  return pythonWords(normaliseAnswer(normaliseAnswer(text)));
}

/**
 * As LLaVA-Med's VQA evaluation computes them (v1.0, `calculate_f1score`). A word of both counts as often as the answer
 * has it, a missed word as often as the reference has it: repeating a right word raises the recall.
 */
export function originalTokenScores(answer: string, reference: string): TokenScores {
  const said = counted(originalWords(answer));
  const expected = counted(originalWords(reference));
  let right = 0;
  let wrong = 0;
  let missed = 0;
  for (const [word, count] of said) {
    if (expected.has(word)) right += count;
    else wrong += count;
  }
  for (const [word, count] of expected) if (!said.has(word)) missed += count;
  if (right === 0) return NOTHING;
  const precision = right / (right + wrong);
  const recall = right / (right + missed);
  // In this order of operations it is equal to the original's to the last bit.
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

/** The original's "exact match": how many different words of the reference are in the answer, by the answer's words. */
export function originalExactMatch(answer: string, reference: string): number {
  const words = originalWords(answer);
  if (words.length === 0) return 0;
  const said = new Set(words);
  const found = [...new Set(originalWords(reference))].filter((word) => said.has(word));
  return found.length / words.length;
}

/** Overlap of multisets: each word of the reference is found at most as often as it is there. Two empty texts agree. */
export function tokenScores(answer: string, reference: string): TokenScores {
  return wordScores(answerWords(answer), answerWords(reference));
}

/** `tokenScores` of texts that are words already. */
export function wordScores(answer: readonly string[], reference: readonly string[]): TokenScores {
  if (answer.length === 0 && reference.length === 0) return { precision: 1, recall: 1, f1: 1 };
  const expected = counted(reference);
  let right = 0;
  for (const [word, count] of counted(answer)) right += Math.min(count, expected.get(word) ?? 0);
  if (right === 0) return NOTHING;
  return {
    precision: right / answer.length,
    recall: right / reference.length,
    f1: (2 * right) / (answer.length + reference.length),
  };
}
