/** Lowest and highest modality value of a frame, its padding left out; 0 to 0 when there is nothing else. */
import type { MonochromeFrame } from './frameImage.ts';
import { modalityValue } from './modalityValue.ts';

export function valueRange({
  samples,
  modality,
  padding,
}: Pick<MonochromeFrame, 'samples' | 'modality' | 'padding'>): readonly [number, number] {
  const [paddingLow, paddingHigh] = padding ?? [Infinity, -Infinity];
  const value = modalityValue(modality);
  // A table need not rise, so each value has to be looked up; on a line the ends are enough.
  const isTable = modality.kind === 'table';
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < samples.length; i++) {
    const stored = samples[i]!;
    if ((stored >= paddingLow && stored <= paddingHigh) || !Number.isFinite(stored)) continue;
    const looked = isTable ? value(stored) : stored;
    if (looked < min) min = looked;
    if (looked > max) max = looked;
  }
  if (min > max) return [0, 0];
  if (isTable) return [min, max];
  const [a, b] = [value(min), value(max)];
  return a <= b ? [a, b] : [b, a];
}
