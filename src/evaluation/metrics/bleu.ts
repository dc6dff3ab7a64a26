/**
 * BLEU (Papineni et al., ACL 2002) with one reference: the geometric mean of the clipped n-gram precisions of orders 1 to
 * `maxOrder`, times the brevity penalty. Words in, fractions of 1 out.
 */
export const BLEU_ORDERS = [1, 2, 3, 4] as const;
export type BleuOrder = (typeof BLEU_ORDERS)[number];

/** What an order without a match counts as: smoothing method 1 of Chen and Cherry (WMT 2014), with NLTK's value. */
const EPSILON = 0.1;

export interface WordPair {
  readonly answer: readonly string[];
  readonly reference: readonly string[];
}

interface Matches {
  readonly matched: number;
  readonly total: number;
}

function grams(words: readonly string[], order: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + order <= words.length; i++) {
    // A separator that is in no word.
    const gram = words.slice(i, i + order).join('\0');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

function matches({ answer, reference }: WordPair, order: number): Matches {
  const expected = grams(reference, order);
  let matched = 0;
  for (const [gram, count] of grams(answer, order)) matched += Math.min(count, expected.get(gram) ?? 0);
  return { matched, total: Math.max(0, answer.length - order + 1) };
}

function brevityPenalty(answerLength: number, referenceLength: number): number {
  return answerLength >= referenceLength ? 1 : Math.exp(1 - referenceLength / answerLength);
}

/**
 * BLEU of one answer. Orders that the answer is too short for are left out, as in sacreBLEU's `effective_order`, so that
 * the same word as the reference's scores 1; without one right word it is 0. Two empty texts agree.
 */
export function sentenceBleu(pair: WordPair, maxOrder: BleuOrder): number {
  const { answer, reference } = pair;
  if (answer.length === 0 || reference.length === 0) return answer.length === reference.length ? 1 : 0;
  const orders = BLEU_ORDERS.filter((order) => order <= Math.min(maxOrder, answer.length));
  let logarithms = 0;
  for (const order of orders) {
    const { matched, total } = matches(pair, order);
    if (order === 1 && matched === 0) return 0;
    logarithms += Math.log((matched === 0 ? EPSILON : matched) / total);
  }
  return brevityPenalty(answer.length, reference.length) * Math.exp(logarithms / orders.length);
}

/** BLEU of a whole set, from the sums of its n-grams and lengths; not smoothed. NaN for no pairs. */
export function corpusBleu(pairs: readonly WordPair[], maxOrder: BleuOrder): number {
  if (pairs.length === 0) return NaN;
  const answerLength = pairs.reduce((sum, { answer }) => sum + answer.length, 0);
  const referenceLength = pairs.reduce((sum, { reference }) => sum + reference.length, 0);
  if (answerLength === 0) return referenceLength === 0 ? 1 : 0;
  let logarithms = 0;
  let orders = 0;
  for (const order of BLEU_ORDERS.filter((each) => each <= maxOrder)) {
    const counts = pairs.map((pair) => matches(pair, order));
    const total = counts.reduce((sum, count) => sum + count.total, 0);
    if (total === 0) break;
    const matched = counts.reduce((sum, count) => sum + count.matched, 0);
    if (matched === 0) return 0;
    logarithms += Math.log(matched / total);
    orders++;
  }
  return brevityPenalty(answerLength, referenceLength) * Math.exp(logarithms / orders);
}
