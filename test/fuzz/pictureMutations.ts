/** Damage to PNG, JPEG, TIFF and WebP that keeps enough of the structure for a decoder to go on. */
import { crc32 } from 'node:zlib';
import { copied, spliced, type Mutations } from './mutation.ts';

interface Chunk {
  readonly start: number;
  readonly end: number;
}

const PNG_SIGNATURE = 8;
/** PNG dimensions and bit depths, and the like: numbers that decide how much is allocated. */
const SIZES = [0, 1, 2, 255, 256, 4096, 65535, 65536, 100_000, 0x7fffffff, 0xffffffff];

export const pictureMutations: Mutations = {
  setPngHeader: (bytes, random) => {
    const damaged = copied(bytes);
    if (damaged.length < 33 || damaged.toString('latin1', 12, 16) !== 'IHDR') return bytes;
    if (random.chance(0.7)) damaged.writeUInt32BE(random.pick(SIZES), random.pick([16, 20]));
    else damaged[24 + random.below(5)] = random.pick([0, 1, 2, 3, 4, 6, 8, 16, 255]);
    damaged.writeUInt32BE(crc32(damaged.subarray(12, 29)), 29);
    return damaged;
  },
  moveChunk: (bytes, random) => {
    const chunks = pngChunks(bytes);
    if (chunks.length === 0) return bytes;
    const { start, end } = random.pick(chunks);
    const target = random.pick(chunks).start;
    const chunk = bytes.subarray(start, end);
    if (random.chance(0.5)) return spliced(bytes, target, target, chunk);
    return spliced(bytes, start, end);
  },
  setPngChunk: (bytes, random) => {
    const chunks = pngChunks(bytes);
    if (chunks.length === 0) return bytes;
    const damaged = copied(bytes);
    const { start, end } = random.pick(chunks);
    if (random.chance(0.3))
      damaged.write(random.pick(['tRNS', 'PLTE', 'sBIT', 'gAMA', 'IDAT', 'IEND']), start + 4, 'latin1');
    else if (end - start > 12) damaged[start + 8 + random.below(end - start - 12)] = random.pick([0, 1, 127, 255]);
    damaged.writeUInt32BE(crc32(damaged.subarray(start + 4, end - 4)), end - 4);
    return damaged;
  },
  setMarkerSegment: (bytes, random) => {
    const damaged = copied(bytes);
    const at = damaged.indexOf(Buffer.from([0xff, random.pick([0xc0, 0xc2, 0xc4, 0xda, 0xdb, 0xdd])]));
    if (at < 0 || at + 20 > damaged.length) return bytes;
    damaged[at + 2 + random.below(16)] = random.pick([0, 1, 3, 4, 8, 12, 16, 0x7f, 0xff]);
    return damaged;
  },
  setTiffEntry: (bytes, random) => {
    const damaged = copied(bytes);
    if (damaged.length < 8 || !['II', 'MM'].includes(damaged.toString('latin1', 0, 2))) return bytes;
    const big = damaged[0] === 0x4d;
    const directory = big ? damaged.readUInt32BE(4) : damaged.readUInt32LE(4);
    if (directory + 2 > damaged.length) return bytes;
    const count = big ? damaged.readUInt16BE(directory) : damaged.readUInt16LE(directory);
    const entry = directory + 2 + 12 * random.below(Math.max(count, 1));
    if (entry + 12 > damaged.length) return bytes;
    const field = entry + random.pick([0, 4, 8, 8, 8]);
    if (field === entry) damaged[entry + (big ? 1 : 0)] = random.below(256);
    else if (big) damaged.writeUInt32BE(random.pick(SIZES), field);
    else damaged.writeUInt32LE(random.pick(SIZES), field);
    return damaged;
  },
  setTiffTag: (bytes, random) => {
    const damaged = copied(bytes);
    const found = tiffDirectory(damaged);
    if (found === undefined) return bytes;
    const { big, directory, count } = found;
    const [tag, values] = random.pick(TIFF_TAGS);
    for (let entry = directory + 2; entry + 12 <= Math.min(directory + 2 + 12 * count, damaged.length); entry += 12) {
      if ((big ? damaged.readUInt16BE(entry) : damaged.readUInt16LE(entry)) !== tag) continue;
      const value = random.pick(values);
      if (big) damaged.writeUInt16BE(value, entry + 8);
      else damaged.writeUInt16LE(value, entry + 8);
    }
    return damaged;
  },
  loopTiffPages: (bytes, random) => {
    const damaged = copied(bytes);
    const found = tiffDirectory(damaged);
    if (found === undefined) return bytes;
    const { big, directory, count } = found;
    const at = directory + 2 + 12 * count;
    if (at + 4 > damaged.length) return bytes;
    const next = random.pick([directory, 8, 0xfffffff0, damaged.length - 2]);
    if (big) damaged.writeUInt32BE(next, at);
    else damaged.writeUInt32LE(next, at);
    return damaged;
  },
  setRiffSize: (bytes, random) => {
    const damaged = copied(bytes);
    if (damaged.length < 30 || damaged.toString('latin1', 0, 4) !== 'RIFF') return bytes;
    damaged.writeUInt32LE(random.pick(SIZES), random.pick([4, 16, 20, 24, 26]));
    return damaged;
  },
};

/** Bits, compression, photometric, samples, rows of a strip, planes, predictor, extra samples, sample format. */
const TIFF_TAGS: readonly (readonly [tag: number, values: readonly number[]])[] = [
  [258, [0, 1, 2, 4, 8, 12, 16, 24, 32, 64, 65535]],
  [259, [1, 2, 5, 6, 7, 8, 32773, 34712, 50000]],
  [262, [0, 1, 2, 3, 4, 5, 6, 8, 32803]],
  [277, [0, 1, 2, 3, 4, 5, 255]],
  [278, [0, 1, 65535]],
  [284, [0, 1, 2]],
  [317, [0, 1, 2, 3]],
  [338, [0, 1, 2]],
  [339, [0, 1, 2, 3, 4, 5, 6]],
];

function tiffDirectory(bytes: Buffer): { big: boolean; directory: number; count: number } | undefined {
  if (bytes.length < 8 || !['II', 'MM'].includes(bytes.toString('latin1', 0, 2))) return undefined;
  const big = bytes[0] === 0x4d;
  const directory = big ? bytes.readUInt32BE(4) : bytes.readUInt32LE(4);
  if (directory + 2 > bytes.length) return undefined;
  return { big, directory, count: big ? bytes.readUInt16BE(directory) : bytes.readUInt16LE(directory) };
}

function pngChunks(bytes: Uint8Array): readonly Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  if (bytes[1] !== 0x50) return chunks;
  for (let at = PNG_SIGNATURE; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) break;
    chunks.push({ start: at, end });
    at = end;
  }
  return chunks;
}
