/** A decompressed frame as its codec hands it over, and how it becomes stored values. */
import { interleavePlanes } from '../dicom/interleavePlanes.ts';
import type { PixelModule } from '../dicom/pixelModule.ts';
import type { DecodedFrame, Samples } from '../dicom/storedFrame.ts';
import { typedSamples } from '../dicom/typedSamples.ts';

export interface DecodedStream {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** Of a sample, as the stream says. */
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

/** Throws when the stream does not hold the frame that the data set describes: some decoders return rubbish rather than fail. */
export function storedSamples(stream: DecodedStream, module: PixelModule, facts: StreamFacts): DecodedFrame {
  const { width, height, components, bits, bytes } = stream;
  const count = module.rows * module.columns * module.samplesPerPixel;
  const size = bits <= 8 ? 1 : bits <= 16 ? 2 : 4;
  if (width !== module.columns || height !== module.rows || components !== module.samplesPerPixel) throw new Error('another size than the data set says');
  if (bytes.length !== count * size || size * 8 > module.bitsAllocated) throw new Error('another length than the data set says');
  const wide = widened(bytes, size, module.bitsAllocated / 8);
  const samples = facts.lossy && !module.signed ? clamped(wide, module) : typedSamples(wide, module);
  const pixels = stream.planar ? interleavePlanes(samples) : samples;
  return { samples: pixels, partial: false, ...(facts.rgb && components === 3 ? { photometric: 'RGB' } : {}) };
}

/** Samples of `from` bytes as samples of `to` bytes; the bits above Bits Stored do not matter yet. */
function widened(bytes: Uint8Array, from: number, to: number): Uint8Array {
  if (from === to) return bytes;
  const wide = new Uint8Array((bytes.length / from) * to);
  for (let i = 0, at = 0; i < bytes.length; i += from, at += to) wide.set(bytes.subarray(i, i + from), at);
  return wide;
}

function clamped(bytes: Uint8Array, module: PixelModule): Samples {
  const samples = typedSamples(bytes, { ...module, bitsStored: module.bitsAllocated });
  const white = 2 ** module.bitsStored - 1;
  for (let i = 0; i < samples.length; i++) if (samples[i]! > white) samples[i] = white;
  return samples;
}
