/** Damage to the structure of a ZIP: its directory, its headers, what they say of the files. */
import { spliced, copied, type Mutation, type Mutations } from './mutation.ts';

const END = Buffer.from('504b0506', 'hex');
const CENTRAL = Buffer.from('504b0102', 'hex');
const LOCAL = Buffer.from('504b0304', 'hex');
const SIZES = [0, 1, 2, 22, 46, 255, 65535, 65536, 0x7fffffff, 0xfffffffe, 0xffffffff];
const SHORTS = [0, 1, 8, 9, 14, 93, 99, 0x800, 0x40, 0xffff];

/** Sets a field of one of the records that begin with `mark`: at 2 bytes an offset of `shorts`, at 4 one of `longs`. */
function field(mark: Buffer, shorts: readonly number[], longs: readonly number[]): Mutation {
  return (bytes, random) => {
    const damaged = copied(bytes);
    const places: number[] = [];
    for (let at = damaged.indexOf(mark); at >= 0; at = damaged.indexOf(mark, at + 1)) places.push(at);
    if (places.length === 0) return bytes;
    const start = random.pick(places);
    const isLong = random.chance(0.6);
    const at = start + random.pick(isLong ? longs : shorts);
    if (at + 4 > damaged.length) return bytes;
    if (isLong) damaged.writeUInt32LE(random.pick(SIZES), at);
    else damaged.writeUInt16LE(random.pick(SHORTS), at);
    return damaged;
  };
}

export const zipMutations: Mutations = {
  setEnd: field(END, [4, 6, 8, 10, 20], [12, 16]),
  setCentral: field(CENTRAL, [4, 6, 8, 10, 28, 30, 32, 34], [16, 20, 24, 38, 42]),
  setLocal: field(LOCAL, [4, 6, 8, 26, 28], [14, 18, 22]),
  rename: (bytes, random) => {
    const damaged = copied(bytes);
    const at = damaged.indexOf(CENTRAL, random.below(damaged.length));
    if (at < 0 || at + 50 > damaged.length) return bytes;
    damaged.write(random.pick(['../', '\0\0\0', '///', 'C:\\', '\xff\xfe\x80', '...', '.h/']), at + 46, 'latin1');
    return damaged;
  },
  doubleRecord: (bytes, random) => {
    const at = Buffer.from(bytes).indexOf(random.pick([CENTRAL, LOCAL]), random.below(bytes.length + 1));
    if (at < 0) return bytes;
    return spliced(bytes, at, at, bytes.subarray(at, at + 46 + random.below(40)));
  },
  moveEnd: (bytes, random) => {
    const at = Buffer.from(bytes).lastIndexOf(END);
    if (at < 0) return bytes;
    const end = bytes.subarray(at);
    const to = random.below(at + 1);
    return random.chance(0.5) ? spliced(bytes, to, at) : spliced(bytes, bytes.length, bytes.length, end);
  },
};
