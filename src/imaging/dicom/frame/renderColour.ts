/** Stored values of a colour image → interleaved 8-bit RGB (PS3.3 section C.7.6.3.1.2). */
import type { LookupTable, Samples } from '../../../display/frameImage.ts';
import type { Palette } from './palette.ts';

/** RGB samples of `bitsStored` bits. */
export function renderRgb(samples: Samples, bitsStored: number): Uint8Array {
  if (samples instanceof Uint8Array && bitsStored === 8) return samples;
  const white = 2 ** bitsStored - 1;
  return Uint8Array.from(samples, (value) => Math.round((Math.max(value, 0) * 255) / white));
}

/** Full-range luma and chroma, as ITU-R BT.601 and JPEG define them. */
export function renderYbrFull(samples: Samples, bitsStored: number): Uint8Array {
  const rgb = new Uint8ClampedArray(samples.length);
  const scale = 255 / (2 ** bitsStored - 1);
  const neutral = 2 ** (bitsStored - 1);
  for (let i = 0; i + 2 < samples.length; i += 3) {
    const y = samples[i]!;
    const cb = samples[i + 1]! - neutral;
    const cr = samples[i + 2]! - neutral;
    rgb[i] = (y + 1.402 * cr) * scale;
    rgb[i + 1] = (y - 0.344136 * cb - 0.714136 * cr) * scale;
    rgb[i + 2] = (y + 1.772 * cb) * scale;
  }
  return new Uint8Array(rgb.buffer);
}

export function renderPalette(samples: Samples, { red, green, blue }: Palette): Uint8Array {
  const rgb = new Uint8Array(samples.length * 3);
  [red, green, blue].forEach((table, channel) => {
    const level = levels(table);
    for (let i = 0; i < samples.length; i++) rgb[i * 3 + channel] = level[lookUpIndex(table, samples[i]!)]!;
  });
  return rgb;
}

function lookUpIndex({ first, entries }: LookupTable, input: number): number {
  return Math.min(Math.max(input - first, 0), entries.length - 1);
}

/** The 8-bit level of each entry. Some writers put 8-bit values into entries that they declare as 16 bits wide. */
function levels({ entries, bits }: LookupTable): Uint8Array {
  const wide = bits > 8 && entries.some((entry) => entry > 255);
  return Uint8Array.from(entries, (entry) => (wide ? entry >> (bits - 8) : entry));
}
