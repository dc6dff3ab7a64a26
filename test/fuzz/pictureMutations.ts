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
  setRiffSize: (bytes, random) => {
    const damaged = copied(bytes);
    if (damaged.length < 30 || damaged.toString('latin1', 0, 4) !== 'RIFF') return bytes;
    damaged.writeUInt32LE(random.pick(SIZES), random.pick([4, 16, 20, 24, 26]));
    return damaged;
  },
};

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
