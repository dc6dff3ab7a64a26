/** Percentile bootstrap (Efron and Tibshirani 1993, chapter 13). The same seed gives the same interval everywhere. */
import { Random } from '../../phantoms/random.ts';
import type { Figure } from '../../protocol/evaluationResults.ts';
import { finished, type Steps } from './steps.ts';

export interface BootstrapOptions {
  readonly seed: string;
  /** 2000 when left out. */
  readonly resamples?: number | undefined;
  /** 0.95 when left out. */
  readonly level?: number | undefined;
  /**
   * Which items belong together, one per item: questions about one image are not independent, and are drawn together.
   * An item with undefined is alone.
   */
  readonly clusters?: readonly (string | undefined)[] | undefined;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The mean with its interval; undefined for no values. The order of the values changes nothing. */
export function bootstrapMean(values: readonly number[], options: BootstrapOptions): Figure | undefined {
  return finished(bootstrapMeanSteps(values, options));
}

export function bootstrapMeanSteps(values: readonly number[], options: BootstrapOptions): Steps<Figure | undefined> {
  return bootstrapRatioSteps(
    values,
    values.map(() => 1),
    options,
  );
}

/** The sum of the numerators by the sum of the denominators, with its interval; undefined where that is nothing. */
export function bootstrapRatio(
  numerators: readonly number[],
  denominators: readonly number[],
  options: BootstrapOptions,
): Figure | undefined {
  return finished(bootstrapRatioSteps(numerators, denominators, options));
}

export function* bootstrapRatioSteps(
  numerators: readonly number[],
  denominators: readonly number[],
  options: BootstrapOptions,
): Steps<Figure | undefined> {
  const { tops, bottoms } = clusterSums(numerators, denominators, options.clusters);
  const all = Uint32Array.from(tops.keys());
  const ratio = (drawn: Uint32Array): number => {
    let top = 0;
    let bottom = 0;
    // By index: an iterator takes several times as long.
    for (let i = 0; i < drawn.length; i++) {
      top += tops[drawn[i]!]!;
      bottom += bottoms[drawn[i]!]!;
    }
    return top / bottom;
  };
  const value = ratio(all);
  if (!Number.isFinite(value)) return undefined;
  return { value, ...(yield* resampled(all.length, ratio, options)), count: numerators.length };
}

/**
 * Any statistic of items, given as their indexes; an item that is drawn twice is there twice. Here the order of the items
 * counts: sort them by their ids first. No interval where there are fewer than two items or clusters.
 */
export function bootstrapStatistic(
  count: number,
  statistic: (indexes: Uint32Array) => number,
  options: BootstrapOptions,
): Interval | undefined {
  if (options.clusters === undefined) return finished(resampled(count, statistic, options));
  const members = [...clusterMembers(count, options.clusters).values()];
  return finished(
    resampled(
      members.length,
      (drawn) => statistic(Uint32Array.from([...drawn].flatMap((unit) => members[unit]!))),
      options,
    ),
  );
}

function* resampled(
  units: number,
  statistic: (drawn: Uint32Array) => number,
  { seed, resamples = 2000, level = 0.95 }: BootstrapOptions,
): Steps<Interval | undefined> {
  if (units < 2) return undefined;
  const random = new Random(seed);
  const drawn = new Uint32Array(units);
  const values = new Float64Array(resamples);
  for (let i = 0; i < resamples; i++) {
    for (let j = 0; j < units; j++) drawn[j] = random.below(units);
    values[i] = statistic(drawn);
    yield;
  }
  // A draw in which the statistic is not defined says nothing of its spread.
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return undefined;
  return { low: quantile(sorted, (1 - level) / 2), high: quantile(sorted, (1 + level) / 2) };
}

/** Linear between the two nearest (type 7 of Hyndman and Fan 1996). */
function quantile(sorted: Float64Array, probability: number): number {
  const position = probability * (sorted.length - 1);
  const below = sorted[Math.floor(position)]!;
  const above = sorted[Math.ceil(position)]!;
  return below + (above - below) * (position - Math.floor(position));
}

function clusterMembers(
  count: number,
  clusters: readonly (string | undefined)[] | undefined,
): Map<string | number, number[]> {
  if (clusters !== undefined && clusters.length !== count)
    throw new RangeError(`${clusters.length} clusters for ${count} items`);
  const members = new Map<string | number, number[]>();
  for (let i = 0; i < count; i++) {
    const cluster = clusters?.[i] ?? i;
    const known = members.get(cluster);
    if (known === undefined) members.set(cluster, [i]);
    else known.push(i);
  }
  return members;
}

/** Per cluster, in an order that comes from the numbers alone: shards may be merged in any order. */
function clusterSums(
  numerators: readonly number[],
  denominators: readonly number[],
  clusters: readonly (string | undefined)[] | undefined,
): { readonly tops: Float64Array; readonly bottoms: Float64Array } {
  if (denominators.length !== numerators.length)
    throw new RangeError(`${numerators.length} numerators for ${denominators.length} denominators`);
  const sum = (values: readonly number[], indexes: readonly number[]): number =>
    indexes
      .map((i) => values[i]!)
      .sort((a, b) => a - b)
      .reduce((total, value) => total + value, 0);
  const sums = [...clusterMembers(numerators.length, clusters).values()]
    .map((indexes) => ({ top: sum(numerators, indexes), bottom: sum(denominators, indexes) }))
    .sort((a, b) => a.top - b.top || a.bottom - b.bottom);
  return {
    tops: Float64Array.from(sums, ({ top }) => top),
    bottoms: Float64Array.from(sums, ({ bottom }) => bottom),
  };
}
