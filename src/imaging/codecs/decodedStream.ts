/** A decompressed frame as its codec hands it over, and how it becomes stored values. */
import { interleavePlanes } from '../samples/interleavePlanes.ts';
import type { PixelModule } from '../samples/pixelModule.ts';
import { containerBits } from '../samples/pixelModule.ts';
import type { DecodedFrame } from '../samples/decodedFrame.ts';
import type { Samples } from '../../display/frameImage.ts';
import { typedSamples } from '../samples/typedSamples.ts';
import type { StreamFacts } from './streamFacts.ts';

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

/** How the samples of a decoded stream are to be read. */
export interface SampleReading {
  /** Bits of a sample in the stream, which may be more than Bits Stored. */
  readonly bits: number;
  /** The stream says that samples may be negative. */
  readonly signed: boolean;
  /** The stream is lossy by its own word. */
  readonly lossy: boolean;
  /** The decoder has undone the colour transform: the samples are RGB whatever the data set says. */
  readonly rgb: boolean;
}

/** Throws when the decoder did not make what its stream promises: some return rubbish, or nothing, rather than fail. */
export function verified(decoded: DecodedStream, { width, height, components }: StreamFacts): DecodedStream {
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
export function storedSamples(decoded: DecodedStream, module: PixelModule, reading: SampleReading): DecodedFrame {
  const samples = samplesOf(decoded, module, reading);
  const pixels = decoded.planar ? interleavePlanes(samples) : samples;
  return {
    samples: pixels,
    partial: false,
    ...(reading.rgb && decoded.components === 3 ? { photometric: 'RGB' } : {}),
  };
}

function samplesOf(decoded: DecodedStream, module: PixelModule, { bits, signed, lossy }: SampleReading): Samples {
  const size = bytesPerSample(decoded);
  if (module.bitsAllocated === 1) {
    if (size > 1) throw new Error('wider samples than the data set says');
    return decoded.bytes.map((value) => Number(value !== 0));
  }
  const container = containerBits(module.bitsAllocated);
  if (size * 8 > container) throw new Error('wider samples than the data set says');
  const wide = widened(decoded.bytes, size, container / 8);
  const isPlain = module.highBit === module.bitsStored - 1 && (module.signed || !signed);
  const asInStream = { ...module, bitsStored: Math.min(bits, container), highBit: Math.min(bits, container) - 1 };
  if (isPlain && (lossy || module.overshoots) && bits > module.bitsStored)
    return clamped(typedSamples(wide, asInStream), module);
  // Signed samples of fewer bits than Bits Stored carry their sign where the stream ends.
  return typedSamples(wide, isPlain && signed && bits < module.bitsStored ? asInStream : module);
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

function clamped(samples: Samples, { bitsStored, signed }: PixelModule): Samples {
  const most = 2 ** (signed ? bitsStored - 1 : bitsStored) - 1;
  const least = signed ? -most - 1 : 0;
  return samples.map((value) => Math.min(Math.max(value, least), most));
}
