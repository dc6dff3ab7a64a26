/** Scaled dot-product attention, head by head. */
import { dot } from './matrixProduct.ts';

export interface Heads {
  /** Of the queries. */
  readonly heads: number;
  /** Of keys and values: each serves as many query heads as there are more of those. */
  readonly kvHeads: number;
  readonly headWidth: number;
  /** Whether a position sees only those before it, and itself. */
  readonly isCausal: boolean;
}

/** Rows of `heads * headWidth` for `queries`, of `kvHeads * headWidth` for the others; a row a position. */
export function attend(
  queries: Float32Array,
  keys: Float32Array,
  values: Float32Array,
  { heads, kvHeads, headWidth, isCausal }: Heads,
): Float32Array {
  const width = heads * headWidth;
  const kvWidth = kvHeads * headWidth;
  const positions = queries.length / width;
  const result = new Float32Array(queries.length);
  const scores = new Float64Array(positions);
  for (let head = 0; head < heads; head++) {
    const at = head * headWidth;
    const kvAt = Math.floor((head * kvHeads) / heads) * headWidth;
    for (let position = 0; position < positions; position++) {
      const seen = isCausal ? position + 1 : positions;
      let largest = -Infinity;
      for (let other = 0; other < seen; other++) {
        const score =
          dot(queries, position * width + at, keys, other * kvWidth + kvAt, headWidth) / Math.sqrt(headWidth);
        scores[other] = score;
        if (score > largest) largest = score;
      }
      let sum = 0;
      for (let other = 0; other < seen; other++) sum += scores[other] = Math.exp(scores[other]! - largest);
      const to = position * width + at;
      for (let other = 0; other < seen; other++) {
        const share = scores[other]! / sum;
        const from = other * kvWidth + kvAt;
        for (let i = 0; i < headWidth; i++) result[to + i] = result[to + i]! + share * values[from + i]!;
      }
    }
  }
  return result;
}
