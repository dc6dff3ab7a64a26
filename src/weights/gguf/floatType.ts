/** Floats as checkpoints and GGUF files store them, and from one kind to another. Little-endian, as all of them are. */

export type FloatType = 'f32' | 'f16' | 'bf16';

export const floatBytes: Readonly<Record<FloatType, number>> = { f32: 4, f16: 2, bf16: 2 };

/** From 32 bits to the nearest half; ties to even, as IEEE 754 and PyTorch round. What is too large becomes infinite. */
export function halfBits(value: number): number {
  scratch[0] = value;
  const bits = scratchBits[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude < 0x33000001) return sign;
  const exponent = magnitude >>> 23;
  // Below 2^-14 a half has no leading one, and fewer bits.
  const isSmall = exponent < 113;
  const shift = isSmall ? 126 - exponent : 13;
  const mantissa = isSmall ? (magnitude & 0x7fffff) | 0x800000 : magnitude - 0x38000000;
  const kept = mantissa >>> shift;
  const rest = mantissa & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return sign | (kept + (rest > half || (rest === half && (kept & 1) === 1) ? 1 : 0));
}

/** From 32 bits to the nearest bfloat16; ties to even. */
export function bfloatBits(value: number): number {
  scratch[0] = value;
  const bits = scratchBits[0]!;
  if ((bits & 0x7fffffff) > 0x7f800000) return (bits >>> 16) | 0x40;
  return (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
}

export function halfValue(bits: number): number {
  const exponent = (bits >> 10) & 0x1f;
  const mantissa = bits & 0x3ff;
  const sign = (bits & 0x8000) === 0 ? 1 : -1;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 0x1f) return mantissa === 0 ? sign * Infinity : NaN;
  return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}

export function bfloatValue(bits: number): number {
  scratchBits[0] = bits << 16;
  return scratch[0]!;
}

const scratch = new Float32Array(1);
const scratchBits = new Uint32Array(scratch.buffer);

/** `bytes` begins at a multiple of its type's size. */
export function toFloats(bytes: Uint8Array, type: FloatType): Float32Array {
  if (type === 'f32') return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const table = type === 'f16' ? halves() : bfloats();
  return Float32Array.from(words(bytes), (bits) => table[bits]!);
}

/** The same values as another type; the very bytes where it is the same. */
export function convertFloats(bytes: Uint8Array, from: FloatType, to: FloatType): Uint8Array {
  if (from === to) return bytes;
  if (from !== 'f32' && to !== 'f32') {
    const table = from === 'bf16' ? halfOfBfloat() : bfloatOfHalf();
    return bytesOf(mapWords(words(bytes), table));
  }
  const values = toFloats(bytes, from);
  if (to === 'f32') return bytesOf(values);
  return bytesOf(Uint16Array.from(values, to === 'f16' ? halfBits : bfloatBits));
}

function mapWords(source: Uint16Array, table: Uint16Array): Uint16Array {
  const target = new Uint16Array(source.length);
  for (let i = 0; i < source.length; i++) target[i] = table[source[i]!]!;
  return target;
}

function words(bytes: Uint8Array): Uint16Array {
  return new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
}

function bytesOf(values: Float32Array | Uint16Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** Tables over all 65,536 patterns: made when they are first needed. */
function lazily<Table>(make: () => Table): () => Table {
  let table: Table | undefined;
  return () => (table ??= make());
}
const patterns = 65_536;
const halves = lazily(() => Float32Array.from({ length: patterns }, (_, bits) => halfValue(bits)));
const bfloats = lazily(() => Float32Array.from({ length: patterns }, (_, bits) => bfloatValue(bits)));
const halfOfBfloat = lazily(() => Uint16Array.from({ length: patterns }, (_, bits) => halfBits(bfloatValue(bits))));
const bfloatOfHalf = lazily(() => Uint16Array.from({ length: patterns }, (_, bits) => bfloatBits(halfValue(bits))));
