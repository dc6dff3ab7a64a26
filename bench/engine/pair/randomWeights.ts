/**
 * Random weights by the gigabyte: each row of a matrix is drawn from a seed of its own, so that rows can be repeated
 * elsewhere, and written into the caller's buffer. Draws are looked up in tables of 65536 values, two for each step of
 * a 32-bit xorshift: a billion weights take seconds.
 */
import { halfBits } from '../../../src/weights/gguf/floatType.ts';
import { gaussian } from '../../../test/fixtures/randomNumbers.ts';

const tableSize = 0x10000;
/** Weights of a Q4_0 block: a 16-bit scale and 32 nibbles, which stand for -8 to 7 times the scale. */
const block = 32;
/** 16-bit words of a block. */
const blockWords = 9;
/** A normal distribution in steps of a nibble: symmetrical about 8, which is zero. */
const nibbles = [3, 4, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 12, 13] as const;
const nibbleDeviation = Math.sqrt(nibbles.reduce((sum, nibble) => sum + (nibble - 8) ** 2, 0) / nibbles.length);
const zeroNibbles = 0x8888;

/** Any 16 random bits as four nibbles. */
const fourNibbles = Uint16Array.from({ length: tableSize }, (_, bits) =>
  [0, 4, 8, 12].reduce((word, shift) => word | (nibbles[(bits >>> shift) & 15]! << shift), 0),
);
const halfTables = new Map<number, Uint16Array>();

/** Fills `words` with a row of Q4_0 blocks whose weights have the standard deviation `deviation`. */
export function fillQ4Row(words: Uint16Array, seed: number, deviation: number): void {
  const scales = scalesOf(deviation);
  let state = seed | 0 || 1;
  for (let word = 0; word < words.length;) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[word++] = scales[state >>> 28]!;
    for (let pair = 1; pair < blockWords; pair += 2) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      words[word++] = fourNibbles[state & 0xffff]!;
      words[word++] = fourNibbles[state >>> 16]!;
    }
  }
}

/** Fills `words` with a row of Q4_0 blocks that are zero. */
export function fillZeroQ4Row(words: Uint16Array): void {
  for (let word = 0; word < words.length; word++) words[word] = word % blockWords === 0 ? 0 : zeroNibbles;
}

/** Fills `words` with normally distributed 16-bit floats. */
export function fillHalfRow(words: Uint16Array, seed: number, deviation: number): void {
  const table = halfTable(deviation);
  let state = seed | 0 || 1;
  for (let word = 0; word < words.length; word++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[word] = table[state & 0xffff]!;
  }
}

/** 16-bit words of a row of `length` weights. */
export function q4RowWords(length: number): number {
  if (length % block !== 0) throw new Error(`A row of Q4_0 has a multiple of ${block} weights, not ${length}.`);
  return (length / block) * blockWords;
}

/** A seed for a row of a tensor: neighbouring numbers give unlike seeds (the finalizer of MurmurHash3). */
export function rowSeed(tensorSeed: number, row: number): number {
  let hash = (Math.imul(tensorSeed, 0x9e3779b1) ^ row) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Blocks differ in scale, as those of trained weights do. */
function scalesOf(deviation: number): Uint16Array {
  return Uint16Array.from({ length: 16 }, (_, index) =>
    halfBits((deviation / nibbleDeviation) * (0.75 + (0.5 * index) / 15)),
  );
}

function halfTable(deviation: number): Uint16Array {
  let table = halfTables.get(deviation);
  if (table === undefined) {
    const random = gaussian(1);
    table = Uint16Array.from({ length: tableSize }, () => halfBits(random() * deviation));
    halfTables.set(deviation, table);
  }
  return table;
}
