/** The inner loop of the reference: rows of numbers times rows of weights. Sums are of 64 bits. */

/**
 * `target[t * stride + at + o]` = Σ `x[t * width + i]` · `weights[o * width + i]`, for `tokens` rows of `x` and all rows of
 * `weights`. Four rows by two at a time, so that each number that was read is used several times.
 */
export function multiply(
  x: Float32Array,
  weights: Float32Array,
  width: number,
  target: Float32Array,
  stride: number,
  at: number,
): void {
  const tokens = x.length / width;
  const outputs = weights.length / width;
  const pairs = outputs - (outputs % 2);
  const fours = tokens - (tokens % 4);
  for (let o = 0; o < pairs; o += 2) {
    const w0 = o * width;
    const w1 = w0 + width;
    for (let t = 0; t < fours; t += 4) {
      const x0 = t * width;
      const x1 = x0 + width;
      const x2 = x1 + width;
      const x3 = x2 + width;
      let [a0, a1, b0, b1, c0, c1, d0, d1] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let i = 0; i < width; i++) {
        const u = weights[w0 + i]!;
        const v = weights[w1 + i]!;
        const a = x[x0 + i]!;
        const b = x[x1 + i]!;
        const c = x[x2 + i]!;
        const d = x[x3 + i]!;
        a0 += a * u;
        a1 += a * v;
        b0 += b * u;
        b1 += b * v;
        c0 += c * u;
        c1 += c * v;
        d0 += d * u;
        d1 += d * v;
      }
      const y = t * stride + at + o;
      target[y] = a0;
      target[y + 1] = a1;
      target[y + stride] = b0;
      target[y + stride + 1] = b1;
      target[y + 2 * stride] = c0;
      target[y + 2 * stride + 1] = c1;
      target[y + 3 * stride] = d0;
      target[y + 3 * stride + 1] = d1;
    }
    for (let t = fours; t < tokens; t++) {
      target[t * stride + at + o] = dot(x, t * width, weights, w0, width);
      target[t * stride + at + o + 1] = dot(x, t * width, weights, w1, width);
    }
  }
  for (let o = pairs; o < outputs; o++)
    for (let t = 0; t < tokens; t++) target[t * stride + at + o] = dot(x, t * width, weights, o * width, width);
}

export function dot(x: Float32Array, xAt: number, y: Float32Array, yAt: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += x[xAt + i]! * y[yAt + i]!;
  return sum;
}
