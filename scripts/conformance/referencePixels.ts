/** Reference pixels as they are kept beside a manifest. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import sharp from 'sharp';
import type { Samples } from '../../src/display/frameImage.ts';

/**
 * `dtype` as NumPy writes it, e.g. `<i2`, `|u1`, `<f4`. Values of all frames, pixel after pixel; throws for a type that
 * no reference has.
 */
export function readStoredReference(path: string, dtype: string): Samples {
  const raw = readFileSync(path);
  const bytes = raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw) : raw;
  // A copy begins at 0, as the wider types need it.
  const { buffer } = Uint8Array.from(bytes);
  switch (dtype.replace(/^[<|=]/, '')) {
    case 'u1':
    case 'b1':
      return new Uint8Array(buffer);
    case 'i1':
      return new Int8Array(buffer);
    case 'u2':
      return new Uint16Array(buffer);
    case 'i2':
      return new Int16Array(buffer);
    case 'u4':
      return new Uint32Array(buffer);
    case 'i4':
      return new Int32Array(buffer);
    case 'f4':
      return new Float32Array(buffer);
    case 'f8':
      return new Float64Array(buffer);
    default:
      throw new Error(`reference of type ${dtype}`);
  }
}

export interface ReferencePicture {
  readonly width: number;
  readonly height: number;
  /** Interleaved 8-bit RGB. */
  readonly rgb: Uint8Array;
}

export async function readDisplayReference(path: string): Promise<ReferencePicture> {
  const { data, info } = await sharp(path)
    .toColourspace('srgb')
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const rgb = channels === 3 ? data : Uint8Array.from({ length: data.length * 3 }, (_, i) => data[Math.floor(i / 3)]!);
  return { width, height, rgb };
}

/** Infinity when there are not as many of them. What is no number equals only what is none either. */
export function worstDifference(actual: Samples, expected: Samples): number {
  if (actual.length !== expected.length) return Infinity;
  let worst = 0;
  for (let i = 0; i < actual.length; i++) {
    const [a, b] = [actual[i]!, expected[i]!];
    if (a === b || (Number.isNaN(a) && Number.isNaN(b))) continue;
    const difference = Math.abs(a - b);
    if (Number.isNaN(difference)) return Infinity;
    if (difference > worst) worst = difference;
  }
  return worst;
}
