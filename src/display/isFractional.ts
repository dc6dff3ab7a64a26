import type { MonochromeFrame } from './frameImage.ts';

/**
 * Whether the values are no whole numbers: floats, or whole numbers scaled by a fraction, whose neighbours lie nearer
 * than 1 apart.
 */
export function isFractional({ samples, modality }: Pick<MonochromeFrame, 'samples' | 'modality'>): boolean {
  if (samples instanceof Float32Array || samples instanceof Float64Array) return true;
  return modality.kind === 'linear' && !(Number.isInteger(modality.slope) && Number.isInteger(modality.intercept));
}
