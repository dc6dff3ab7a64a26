/** How far two judges, or one judge with the answers in two orders, give the same points. */
export interface Agreement {
  readonly count: number;
  /** Undefined where one of them always gives the same, and so below. */
  readonly pearson: number | undefined;
  readonly spearman: number | undefined;
  /** Points. */
  readonly meanAbsoluteDifference: number;
  /** The mean of the second less the first: points. */
  readonly meanDifference: number;
  /** Fraction of 1. */
  readonly withinOnePoint: number;
  /** Cohen's kappa with quadratic weights. */
  readonly weightedKappa: number | undefined;
}

/** Undefined for no pairs. */
export function agreement(first: readonly number[], second: readonly number[]): Agreement | undefined {
  if (first.length !== second.length) throw new RangeError(`${first.length} points beside ${second.length}`);
  const count = first.length;
  if (count === 0) return undefined;
  const differences = first.map((value, i) => second[i]! - value);
  return {
    count,
    pearson: correlation(first, second),
    spearman: correlation(ranks(first), ranks(second)),
    meanAbsoluteDifference: mean(differences.map(Math.abs)),
    meanDifference: mean(differences),
    withinOnePoint: differences.filter((difference) => Math.abs(difference) <= 1).length / count,
    weightedKappa: weightedKappa(first, second),
  };
}

/**
 * 1 - observed / expected disagreement, both in squared points. Summed over the pairs the table of categories is not
 * needed: the expected disagreement is var(x) + var(y) + (mean x - mean y)², and half points are allowed.
 */
function weightedKappa(first: readonly number[], second: readonly number[]): number | undefined {
  const expected = variance(first) + variance(second) + (mean(first) - mean(second)) ** 2;
  const observed = mean(first.map((value, i) => (value - second[i]!) ** 2));
  return expected === 0 ? undefined : 1 - observed / expected;
}

/** Pearson's. */
function correlation(first: readonly number[], second: readonly number[]): number | undefined {
  const spread = Math.sqrt(variance(first) * variance(second));
  if (spread === 0) return undefined;
  const [x, y] = [mean(first), mean(second)];
  const covariance = mean(first.map((value, i) => (value - x) * (second[i]! - y)));
  return Math.min(1, Math.max(-1, covariance / spread));
}

/** From 1; equal values have the mean of their ranks. */
function ranks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  const out = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let i = start; i < end; i++) out[order[i]!] = (start + 1 + end) / 2;
    start = end;
  }
  return out;
}

function variance(values: readonly number[]): number {
  // All equal is exactly 0, whatever their mean is rounded to.
  if (values.every((value) => value === values[0])) return 0;
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
