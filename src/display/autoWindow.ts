/** A window for an image that brings none, or a bad one: from the 1st to the 99.5th percentile of its values. */
import type { MonochromeFrame, VoiWindow } from './frameImage.ts';
import { modalityValue } from './modalityValue.ts';
import { sampleDomain } from './sampleDomain.ts';
import { fullRangeWindow, rangeFunction } from './voiTransform.ts';
import { valueRange } from './valueRange.ts';

const LOW = 0.01;
const HIGH = 0.995;
/** Bins for samples that have too many values to count each one. */
const BINS = 0x10000;

type Valued = Pick<MonochromeFrame, 'samples' | 'modality' | 'padding'>;

export function autoWindow(frame: MonochromeFrame): VoiWindow {
  return fullRangeWindow(...autoRange(frame), rangeFunction(frame));
}

/** The values at its ends. Padding and what is no number do not count. */
export function autoRange(frame: Valued): readonly [number, number] {
  const domain = sampleDomain(frame.samples);
  return domain === undefined ? binnedPercentiles(frame) : countedPercentiles(frame, domain.low, domain.size);
}

function countedPercentiles(
  { samples, modality, padding }: Valued,
  low: number,
  size: number,
): readonly [number, number] {
  const counts = new Uint32Array(size);
  for (let i = 0; i < samples.length; i++) counts[samples[i]! - low]!++;
  const [paddingLow, paddingHigh] = padding ?? [Infinity, -Infinity];
  const value = modalityValue(modality);
  const values: { value: number; count: number }[] = [];
  let total = 0;
  for (let i = 0; i < size; i++) {
    const count = counts[i]!;
    const stored = low + i;
    if (count === 0 || (stored >= paddingLow && stored <= paddingHigh)) continue;
    values.push({ value: value(stored), count });
    total += count;
  }
  // A negative slope or a table may turn the order around.
  values.sort((a, b) => a.value - b.value);
  return [percentile(values, total * LOW), percentile(values, total * HIGH)];
}

function binnedPercentiles(frame: Valued): readonly [number, number] {
  const { samples, padding } = frame;
  const [paddingLow, paddingHigh] = padding ?? [Infinity, -Infinity];
  const value = modalityValue(frame.modality);
  const [min, max] = valueRange(frame);
  const step = (max - min) / (BINS - 1);
  if (!(step > 0) || !Number.isFinite(step)) return [min, max];
  const counts = new Uint32Array(BINS);
  let total = 0;
  for (let i = 0; i < samples.length; i++) {
    const stored = samples[i]!;
    if (!Number.isFinite(stored) || (stored >= paddingLow && stored <= paddingHigh)) continue;
    counts[Math.round((value(stored) - min) / step)]!++;
    total++;
  }
  const values = Array.from(counts, (count, bin) => ({ value: min + bin * step, count })).filter(
    ({ count }) => count > 0,
  );
  return [percentile(values, total * LOW), percentile(values, total * HIGH)];
}

/** `values` in rising order; 0 when there are none. */
function percentile(values: readonly { readonly value: number; readonly count: number }[], rank: number): number {
  let below = 0;
  for (const { value, count } of values) {
    below += count;
    if (below >= rank) return value;
  }
  return values.at(-1)?.value ?? 0;
}
