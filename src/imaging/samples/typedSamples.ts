/**
 * Little-endian bytes as samples of the type that the Image Pixel module says, without the bits that do not belong to
 * the sample.
 */
import type { PixelModule } from './pixelModule.ts';
import { containerBits } from './pixelModule.ts';
import type { Samples } from '../../display/frameImage.ts';

type IntegerSamples = Exclude<Samples, Float32Array | Float64Array>;

/** `bytes` must be aligned to the sample size; the result may share its memory, but does not write to it. */
export function typedSamples(bytes: Uint8Array, module: PixelModule): Samples {
  const { signed, kind } = module;
  const container = containerBits(module.bitsAllocated);
  const { buffer, byteOffset } = bytes;
  const length = Math.floor(bytes.length / (container / 8));
  if (kind === 'float32') return new Float32Array(buffer, byteOffset, length);
  if (kind === 'float64') return new Float64Array(buffer, byteOffset, length);
  if (container === 32)
    return trimmed(
      signed ? new Int32Array(buffer, byteOffset, length) : new Uint32Array(buffer, byteOffset, length),
      module,
    );
  if (container === 16)
    return trimmed(
      signed ? new Int16Array(buffer, byteOffset, length) : new Uint16Array(buffer, byteOffset, length),
      module,
    );
  return trimmed(signed ? new Int8Array(buffer, byteOffset, length) : bytes, module);
}

/**
 * Takes the bits below High Bit, as many as Bits Stored, and extends the sign: other bits may hold overlays or rubbish
 * (PS3.5 section 8.1.1).
 */
function trimmed(samples: IntegerSamples, { bitsAllocated, bitsStored, highBit, signed }: PixelModule): IntegerSamples {
  if (bitsStored === containerBits(bitsAllocated)) return samples;
  const up = 31 - highBit;
  const down = 32 - bitsStored;
  // Nearly all files have nothing there, and looking is faster than writing.
  if (highBit === bitsStored - 1 && !(signed ? hasOtherSigns(samples, down) : usedBits(samples) >>> bitsStored !== 0))
    return samples;
  const trim = samples.slice();
  if (signed) for (let i = 0; i < trim.length; i++) trim[i] = (trim[i]! << up) >> down;
  else for (let i = 0; i < trim.length; i++) trim[i] = (trim[i]! << up) >>> down;
  return trim;
}

/** Of unsigned samples: every bit that is set in any of them. As many of them at a time as a word holds. */
function usedBits(samples: IntegerSamples): number {
  const size = samples.BYTES_PER_ELEMENT;
  const head = (-samples.byteOffset & 3) / size;
  const words = new Uint32Array(
    samples.buffer,
    samples.byteOffset + head * size,
    Math.max((samples.length - head) * size, 0) >> 2,
  );
  let several = 0;
  let others = 0;
  let at = 0;
  for (const end = words.length - 3; at < end; at += 4) {
    several |= words[at]! | words[at + 1]!;
    others |= words[at + 2]! | words[at + 3]!;
  }
  for (; at < words.length; at++) several |= words[at]!;
  several |= others;
  let bits = 0;
  for (let shift = 0; shift < 32; shift += size * 8) bits |= several >>> shift;
  for (let i = 0; i < head && i < samples.length; i++) bits |= samples[i]!;
  for (let i = head + (words.length * 4) / size; i < samples.length; i++) bits |= samples[i]!;
  return bits & (2 ** (size * 8) - 1);
}

function hasOtherSigns(samples: IntegerSamples, down: number): boolean {
  let others = 0;
  for (let i = 0; i < samples.length; i++) others |= samples[i]! ^ ((samples[i]! << down) >> down);
  return others !== 0;
}
