/**
 * Uncompressed samples: 1, 8, 16 and 32 bits, floats, either byte order, planar or interleaved, 4:2:2 (PS3.5 section
 * 8).
 */
import type { FrameBytes } from '../samples/frameBytes.ts';
import { containerBits, isPacked, nativeFrameBits } from '../samples/pixelModule.ts';
import { interleavePlanes } from '../samples/interleavePlanes.ts';
import { typedSamples } from '../samples/typedSamples.ts';
import type { PixelModule } from '../samples/pixelModule.ts';
import type { DecodedFrame } from '../samples/decodedFrame.ts';
import type { Samples } from '../../display/frameImage.ts';

export function decodeNative(frame: FrameBytes, module: PixelModule, bigEndian: boolean): DecodedFrame {
  if (module.bitsAllocated === 1) return { samples: unpackBits(frame, module), partial: frame.truncated };
  if (isPacked(module)) {
    const unpacked = typedSamples(unpackSamples(frame, module), module);
    return { samples: interleave(unpacked, module), partial: frame.truncated };
  }
  const bytes = sampleBytes(frame.bytes, nativeFrameBits(module) / 8, module.bitsAllocated / 8, bigEndian);
  const samples = typedSamples(bytes, module);
  return { samples: interleave(samples, module), partial: frame.truncated };
}

/** Eight samples a byte, the first in the lowest bit. */
function unpackBits({ bytes, firstBit }: FrameBytes, { rows, columns, samplesPerPixel }: PixelModule): Uint8Array {
  const samples = new Uint8Array(rows * columns * samplesPerPixel);
  for (let i = 0; i < samples.length; i++) {
    const bit = firstBit + i;
    samples[i] = ((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1;
  }
  return samples;
}

/**
 * Samples of `bitsAllocated` bits one after the other, the first in the lowest bits (PS3.5 section 8.1.1), as
 * little-endian bytes of whole typed-array elements.
 */
function unpackSamples({ bytes, firstBit }: FrameBytes, module: PixelModule): Uint8Array {
  const { bitsAllocated } = module;
  const count = nativeFrameBits(module) / bitsAllocated;
  const size = containerBits(bitsAllocated) / 8;
  const unpacked = new Uint8Array(count * size);
  const view = new DataView(unpacked.buffer);
  for (let i = 0; i < count; i++) {
    let value = 0;
    for (let got = 0; got < bitsAllocated;) {
      const bit = firstBit + i * bitsAllocated + got;
      const taken = Math.min(8 - (bit & 7), bitsAllocated - got);
      value += (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & ((1 << taken) - 1)) * 2 ** got;
      got += taken;
    }
    if (size === 1) view.setUint8(i, value);
    else if (size === 2) view.setUint16(i * 2, value, true);
    else view.setUint32(i * 4, value, true);
  }
  return unpacked;
}

/**
 * Little endian, and aligned for typed arrays: the file's own bytes where they are so already. Zero where the file ends
 * early.
 */
function sampleBytes(bytes: Uint8Array, length: number, size: number, bigEndian: boolean): Uint8Array {
  const swaps = bigEndian && size > 1;
  // Not bytes.subarray: of a Buffer that is a Buffer, whose slice() is no copy.
  const present = new Uint8Array(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, length));
  if (!swaps && present.length === length && present.byteOffset % size === 0) return present;
  const copy = new Uint8Array(length);
  copy.set(present);
  if (swaps) swapBytes(copy, size);
  return copy;
}

function swapBytes(bytes: Uint8Array, size: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (size === 2) buffer.swap16();
  else if (size === 4) buffer.swap32();
  else if (size === 8) buffer.swap64();
}

function interleave(samples: Samples, module: PixelModule): Samples {
  if (module.photometric === 'YBR_FULL_422') return upsample422(samples, module);
  return module.planar ? interleavePlanes(samples) : samples;
}

/** Y1 Y2 Cb Cr → Y1 Cb Cr, Y2 Cb Cr: each pair of pixels shares its chroma. */
function upsample422(samples: Samples, { rows, columns }: PixelModule): Samples {
  const full = samples instanceof Uint8Array ? new Uint8Array(rows * columns * 3) : new Uint16Array(rows * columns * 3);
  for (let pixel = 0; pixel < rows * columns; pixel++) {
    const group = (pixel >> 1) * 4;
    full[pixel * 3] = samples[group + (pixel & 1)] ?? 0;
    full[pixel * 3 + 1] = samples[group + 2] ?? 0;
    full[pixel * 3 + 2] = samples[group + 3] ?? 0;
  }
  return full;
}
