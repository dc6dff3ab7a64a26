/** All values that samples of a type of at most 16 bits can have: few enough to work out each one once. */
import type { Samples } from './frameImage.ts';

export interface SampleDomain {
  readonly low: number;
  readonly size: number;
}

/** Undefined for 32-bit integers and floats. */
export function sampleDomain(samples: Samples): SampleDomain | undefined {
  if (samples instanceof Uint8Array) return { low: 0, size: 0x100 };
  if (samples instanceof Int8Array) return { low: -0x80, size: 0x100 };
  if (samples instanceof Uint16Array) return { low: 0, size: 0x10000 };
  if (samples instanceof Int16Array) return { low: -0x8000, size: 0x10000 };
  return undefined;
}
