/** RLE Lossless (PS3.5 Annex G): one PackBits segment for each byte of each sample, the most significant byte first. */
import type { FrameBytes } from '../samples/frameBytes.ts';
import { decodeNative } from './nativeCodec.ts';
import type { PixelModule } from '../samples/pixelModule.ts';
import { containerBits } from '../samples/pixelModule.ts';
import type { DecodedFrame } from '../samples/decodedFrame.ts';
import { typedSamples } from '../samples/typedSamples.ts';

const HEADER_BYTES = 64;

export function decodeRle(frame: FrameBytes, module: PixelModule): DecodedFrame {
  const { rows, columns, samplesPerPixel, bitsAllocated } = module;
  const bytesPerSample = containerBits(bitsAllocated) / 8;
  if (frame.bytes.length < HEADER_BYTES) throw new Error('no RLE header');
  const segments = segmentRanges(frame.bytes, samplesPerPixel * bytesPerSample);
  const pixels = rows * columns;
  const bytes = new Uint8Array(pixels * samplesPerPixel * bytesPerSample);
  const written = segments.map(([from, to], index) => {
    const sample = Math.floor(index / bytesPerSample);
    const significance = bytesPerSample - 1 - (index % bytesPerSample);
    return unpack(
      frame.bytes.subarray(from, to),
      bytes,
      sample * bytesPerSample + significance,
      samplesPerPixel * bytesPerSample,
    );
  });
  const least = Math.min(...written);
  if (bitsAllocated === 1) return unpackedBits(bytes, least, module);
  const share = written.reduce((sum, count) => sum + count, 0) / (pixels * segments.length);
  return { samples: typedSamples(bytes, module), partial: least < pixels, share };
}

/** Samples of one bit are written as a byte each, or, by other writers, packed eight to a byte: the amount tells. */
function unpackedBits(bytes: Uint8Array, written: number, module: PixelModule): DecodedFrame {
  const pixels = module.rows * module.columns;
  const packed = Math.ceil(pixels / 8);
  if (module.samplesPerPixel === 1 && written <= packed) {
    const frame = { bytes: bytes.subarray(0, packed), firstBit: 0, truncated: written < packed };
    return { ...decodeNative(frame, module, false), share: written / packed };
  }
  return { samples: bytes.map((value) => value & 1), partial: written < pixels, share: written / pixels };
}

function segmentRanges(bytes: Uint8Array, expected: number): readonly (readonly [number, number])[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== expected) throw new Error('wrong number of RLE segments');
  const starts = Array.from({ length: expected }, (_, i) => view.getUint32(4 + i * 4, true));
  return starts.map((start, i) => {
    const end = Math.min(starts[i + 1] ?? bytes.length, bytes.length);
    if (start < HEADER_BYTES || start > end) {
      if (start > bytes.length) return [bytes.length, bytes.length];
      throw new Error('RLE segments out of order');
    }
    return [start, end];
  });
}

/**
 * Writes to `target[first]`, `target[first + step]`, … until either side is at its end; returns how many bytes it
 * wrote.
 */
function unpack(packed: Uint8Array, target: Uint8Array, first: number, step: number): number {
  const room = Math.ceil((target.length - first) / step);
  let written = 0;
  let at = first;
  for (let read = 0; read < packed.length && written < room;) {
    const control = packed[read++]!;
    if (control < 128) {
      const end = read + Math.min(control + 1, packed.length - read, room - written);
      written += end - read;
      for (; read < end; at += step) target[at] = packed[read++]!;
    } else if (control > 128 && read < packed.length) {
      const value = packed[read++]!;
      const run = Math.min(257 - control, room - written);
      written += run;
      for (const end = at + run * step; at < end; at += step) target[at] = value;
    }
  }
  return written;
}
