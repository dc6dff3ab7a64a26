/** The middle of an odd count, the mean of both middles of an even one; NaN of none. */
export function median(numbers: readonly number[]): number {
  return (percentile(numbers, 0.5, Math.floor) + percentile(numbers, 0.5, Math.ceil)) / 2;
}

/** The value at `share` (0 to 1) of the sorted numbers; between two of them the greater one. NaN of none. */
export function percentile(
  numbers: readonly number[],
  share: number,
  round: (position: number) => number = Math.ceil,
): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[round(share * (sorted.length - 1))] ?? NaN;
}
