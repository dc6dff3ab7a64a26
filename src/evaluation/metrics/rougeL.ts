import { l } from 'js-rouge';

/**
 * ROUGE-L (Lin, 2004) of two texts that are words already: F1 of the longest common subsequence, each text taken as one
 * sequence. The library's own segmenter and tokeniser are for English prose with capitals; ours is the normalisation of
 * the other scores. Two empty texts agree.
 */
export function rougeL(answer: readonly string[], reference: readonly string[]): number {
  if (answer.length === 0 || reference.length === 0) return answer.length === reference.length ? 1 : 0;
  return l(answer.join(' '), reference.join(' '), {
    segmenter: (text) => [text],
    tokenizer: (text) => text.split(' '),
  });
}
