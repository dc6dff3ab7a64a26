/** McNemar's exact test: whether two runs over the same questions are right equally often. */
export interface McNemar {
  /** Questions that only the first run has right. */
  readonly firstOnly: number;
  readonly secondOnly: number;
  /** Exact, two-sided. */
  readonly p: number;
  /** Less cautious than `p` (Fagerland, Lydersen and Laake, BMC Med Res Methodol 2013, 13:91). */
  readonly midP: number;
}

/** Whether each question was right, the questions in the same order in both. */
export function mcnemar(first: readonly boolean[], second: readonly boolean[]): McNemar {
  if (first.length !== second.length) throw new RangeError(`${first.length} answers beside ${second.length}`);
  const firstOnly = first.filter((right, i) => right && second[i] === false).length;
  const secondOnly = first.filter((right, i) => !right && second[i] === true).length;
  return mcnemarOfCounts(firstOnly, secondOnly);
}

/**
 * Under the null hypothesis each of the n discordant questions goes either way with probability 1/2:
 * p = 2 (C(n,0) + ... + C(n,min)) / 2^n, at most 1; the mid-p counts the observed outcome itself half. Both are 1 where
 * no question is discordant: nothing speaks against the null hypothesis.
 */
export function mcnemarOfCounts(firstOnly: number, secondOnly: number): McNemar {
  if (firstOnly + secondOnly === 0) return { firstOnly, secondOnly, p: 1, midP: 1 };
  const { cumulative, point } = halfBinomial(firstOnly + secondOnly, Math.min(firstOnly, secondOnly));
  const p = Math.min(1, 2 * cumulative);
  return { firstOnly, secondOnly, p, midP: firstOnly === secondOnly ? 1 - point / 2 : p - point };
}

/** Below this, 2^-n is a power of two that a double holds exactly, and so are the coefficients while they are small. */
const LARGEST_POWER = 1000;

/** P(X <= k) and P(X = k) for X binomial with n trials and probability 1/2. */
function halfBinomial(n: number, k: number): { readonly cumulative: number; readonly point: number } {
  if (n <= LARGEST_POWER) {
    let coefficient = 1;
    let sum = 1;
    for (let i = 1; i <= k; i++) {
      coefficient = (coefficient * (n - i + 1)) / i;
      sum += coefficient;
    }
    return { cumulative: sum * 2 ** -n, point: coefficient * 2 ** -n };
  }
  let logarithm = -n * Math.LN2;
  for (let i = 1; i <= k; i++) logarithm += Math.log((n - i + 1) / i);
  const point = Math.exp(logarithm);
  let term = point;
  let cumulative = 0;
  // From the largest term down, until the rest adds nothing.
  for (let i = k; i >= 0 && term > cumulative * Number.EPSILON; i--) {
    cumulative += term;
    term *= i / (n - i + 1);
  }
  return { cumulative, point };
}
