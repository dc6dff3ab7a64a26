/** How alike two encoders see the same images: cosines between their features, token by token. */

export interface FeatureCosine {
  readonly mean: number;
  /** Of the token that differs most. */
  readonly min: number;
}

/** Of features as the language model receives them: rows of `width` floats, as many in both. */
export function featureCosine(ours: Float32Array, theirs: Float32Array, width: number): FeatureCosine {
  const cosines: number[] = [];
  for (let start = 0; start < theirs.length; start += width) {
    let [dot, a, b] = [0, 0, 0];
    for (let at = start; at < start + width; at++) {
      const [x, y] = [ours[at] ?? Number.NaN, theirs[at] ?? Number.NaN];
      dot += x * y;
      a += x * x;
      b += y * y;
    }
    cosines.push(dot / Math.sqrt(a * b));
  }
  return { mean: cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length, min: Math.min(...cosines) };
}
