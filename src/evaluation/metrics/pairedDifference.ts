import type { Figure } from '../../protocol/evaluationResults.ts';
import { bootstrapMean, type BootstrapOptions } from './bootstrap.ts';

/**
 * The mean of the first less the second, question by question, with its interval (paired bootstrap). The other way round
 * it is the same but for the signs: draws are always those of the positive difference.
 */
export function pairedDifference(
  first: readonly number[],
  second: readonly number[],
  options: BootstrapOptions,
): Figure | undefined {
  if (first.length !== second.length) throw new RangeError(`${first.length} figures beside ${second.length}`);
  const total = first.reduce((sum, value, i) => sum + value - second[i]!, 0);
  const sign = total < 0 ? -1 : 1;
  const figure = bootstrapMean(
    first.map((value, i) => sign * (value - second[i]!)),
    options,
  );
  if (figure === undefined || sign === 1) return figure;
  const { value, low, high, count } = figure;
  const interval = low === undefined || high === undefined ? {} : { low: 0 - high, high: 0 - low };
  return { value: -value, ...interval, count };
}
