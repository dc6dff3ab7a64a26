/** Little-endian bytes as samples of the type that the Image Pixel module says, without the bits that do not belong to the sample. */
import type { PixelModule } from './pixelModule.ts';
import type { Samples } from './storedFrame.ts';

type IntegerSamples = Exclude<Samples, Float32Array | Float64Array>;

/** `bytes` must be aligned to the sample size; the result may share its memory, but does not write to it. */
export function typedSamples(bytes: Uint8Array, module: PixelModule): Samples {
  const { bitsAllocated, signed, kind } = module;
  const { buffer, byteOffset } = bytes;
  const length = Math.floor(bytes.length / (bitsAllocated / 8));
  if (kind === 'float32') return new Float32Array(buffer, byteOffset, length);
  if (kind === 'float64') return new Float64Array(buffer, byteOffset, length);
  if (bitsAllocated === 32) return trimmed(signed ? new Int32Array(buffer, byteOffset, length) : new Uint32Array(buffer, byteOffset, length), module);
  if (bitsAllocated === 16) return trimmed(signed ? new Int16Array(buffer, byteOffset, length) : new Uint16Array(buffer, byteOffset, length), module);
  return trimmed(signed ? new Int8Array(buffer, byteOffset, length) : bytes, module);
}

/** Takes the bits below High Bit, as many as Bits Stored, and extends the sign: other bits may hold overlays or rubbish (PS3.5 section 8.1.1). */
function trimmed(samples: IntegerSamples, { bitsAllocated, bitsStored, highBit, signed }: PixelModule): IntegerSamples {
  if (bitsStored === bitsAllocated) return samples;
  const up = 31 - highBit;
  const down = 32 - bitsStored;
  if (isTrim(samples, up, down, signed)) return samples;
  const trim = samples.slice();
  if (signed) for (let i = 0; i < trim.length; i++) trim[i] = (trim[i]! << up) >> down;
  else for (let i = 0; i < trim.length; i++) trim[i] = (trim[i]! << up) >>> down;
  return trim;
}

/** Whether there is nothing to take away, as in nearly all files: looking is faster than writing. */
function isTrim(samples: IntegerSamples, up: number, down: number, signed: boolean): boolean {
  let others = 0;
  if (signed) for (let i = 0; i < samples.length; i++) others |= samples[i]! ^ ((samples[i]! << up) >> down);
  else for (let i = 0; i < samples.length; i++) others |= samples[i]! ^ ((samples[i]! << up) >>> down);
  return others === 0;
}
