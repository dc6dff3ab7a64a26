import type { Samples, SupplementalColours } from './frameImage.ts';

/** Puts the coloured pixels on interleaved RGB, in place. */
export function paintColours(rgb: Uint8Array, samples: Samples, { first, rgb: colours }: SupplementalColours): void {
  const last = colours.length / 3 - 1;
  for (let i = 0; i < samples.length; i++) {
    if (samples[i]! < first) continue;
    const entry = Math.min(samples[i]! - first, last) * 3;
    for (let channel = 0; channel < 3; channel++) rgb[i * 3 + channel] = colours[entry + channel]!;
  }
}
