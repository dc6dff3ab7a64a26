/** A decompressed frame as its codec hands it over, and how it becomes stored values. */
import { interleavePlanes } from '../samples/interleavePlanes.ts';
import type { PixelModule } from '../samples/pixelModule.ts';
import type { DecodedFrame } from '../samples/decodedFrame.ts';
import type { Samples } from '../../display/frameImage.ts';
import { typedSamples } from '../samples/typedSamples.ts';
import type { StreamHeader } from './streamHeader.ts';

export interface DecodedStream {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** Of a sample, as the decoder says. */
  readonly bits: number;
  /** Little endian, one byte a sample up to 8 bits, two up to 16, four above. */
  readonly bytes: Uint8Array;
  /** Plane after plane rather than pixel after pixel. */
  readonly planar: boolean;
}

export interface StreamFacts {
  /** A lossy codec may overshoot; then values are clamped to Bits Stored, not masked. */
  readonly lossy: boolean;
  /** The decoder has undone the colour transform: the samples are RGB whatever the data set says. */
  readonly rgb: boolean;
}

/** Throws when the decoder did not make what its stream promises: some return rubbish, or nothing, rather than fail. */
export function verified(decoded: DecodedStream, { width, height, components }: StreamHeader): DecodedStream {
  const length = width * height * components * bytesPerSample(decoded);
  if (
    decoded.width !== width ||
    decoded.height !== height ||
    decoded.components !== components ||
    decoded.bytes.length !== length
  ) {
    throw new Error('the decoder did not make what the stream promises');
  }
  return decoded;
}

/** `decoded` has the size that the data set says. Throws when its samples are wider than that. */
export function storedSamples(decoded: DecodedStream, module: PixelModule, facts: StreamFacts): DecodedFrame {
  const size = bytesPerSample(decoded);
  if (size * 8 > module.bitsAllocated) throw new Error('wider samples than the data set says');
  const wide = widened(decoded.bytes, size, module.bitsAllocated / 8);
  const samples = facts.lossy && !module.signed ? clamped(wide, module) : typedSamples(wide, module);
  const pixels = decoded.planar ? interleavePlanes(samples) : samples;
  return { samples: pixels, partial: false, ...(facts.rgb && decoded.components === 3 ? { photometric: 'RGB' } : {}) };
}

function bytesPerSample({ bits }: DecodedStream): 1 | 2 | 4 {
  return bits <= 8 ? 1 : bits <= 16 ? 2 : 4;
}

/** Samples of `from` bytes as samples of `to` bytes; the bits above Bits Stored do not matter yet. */
function widened(bytes: Uint8Array, from: number, to: number): Uint8Array {
  if (from === to) return bytes;
  const count = bytes.length / from;
  const narrow = from === 1 ? bytes : new Uint16Array(bytes.buffer, bytes.byteOffset, count);
  const wide = to === 2 ? Uint16Array.from(narrow) : Uint32Array.from(narrow);
  return new Uint8Array(wide.buffer);
}

function clamped(bytes: Uint8Array, module: PixelModule): Samples {
  const samples = typedSamples(bytes, { ...module, bitsStored: module.bitsAllocated });
  if (module.bitsStored === module.bitsAllocated) return samples;
  const white = 2 ** module.bitsStored - 1;
  for (let i = 0; i < samples.length; i++) if (samples[i]! > white) samples[i] = white;
  return samples;
}
