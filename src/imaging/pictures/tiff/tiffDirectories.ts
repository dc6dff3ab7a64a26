/** The directories of a TIFF file (TIFF 6.0 section 2; BigTIFF), one a page, with the values of their fields. */

/** A field's numbers, or its text. */
export type TiffField = readonly number[] | string;

export type TiffDirectory = ReadonlyMap<number, TiffField>;

interface Layout {
  readonly view: DataView;
  readonly littleEndian: boolean;
  readonly big: boolean;
  /** Values that may yet be read. */
  budget: number;
}

export interface TiffFile {
  readonly littleEndian: boolean;
  readonly directories: readonly TiffDirectory[];
}

/** More pages than anyone leafs through: what a broken chain could hold. */
const MOST_PAGES = 100_000;
/** No TIFF has so many; a damaged count has. */
const MOST_FIELDS = 4096;
/** Values of all fields of all pages: far above those of any slide. What lies beyond is not read. */
const MOST_VALUES = 1 << 23;
/** Of a text; ImageJ says what it has to say at the start. */
const MOST_TEXT = 1 << 16;
const ASCII = 2;
type Read = (view: DataView, at: number, littleEndian: boolean) => number;
/** By type: the bytes of a value, and how it is read. */
const TYPES: Readonly<Record<number, readonly [bytes: number, read: Read]>> = {
  1: [1, (view, at) => view.getUint8(at)],
  2: [1, (view, at) => view.getUint8(at)],
  3: [2, (view, at, le) => view.getUint16(at, le)],
  4: [4, (view, at, le) => view.getUint32(at, le)],
  5: [8, (view, at, le) => view.getUint32(at, le) / view.getUint32(at + 4, le)],
  6: [1, (view, at) => view.getInt8(at)],
  8: [2, (view, at, le) => view.getInt16(at, le)],
  9: [4, (view, at, le) => view.getInt32(at, le)],
  10: [8, (view, at, le) => view.getInt32(at, le) / view.getInt32(at + 4, le)],
  11: [4, (view, at, le) => view.getFloat32(at, le)],
  12: [8, (view, at, le) => view.getFloat64(at, le)],
  16: [8, (view, at, le) => Number(view.getBigUint64(at, le))],
  17: [8, (view, at, le) => Number(view.getBigInt64(at, le))],
  18: [8, (view, at, le) => Number(view.getBigUint64(at, le))],
};

/** As far as the chain can be followed: none where it is broken from the start. */
export function tiffDirectories(bytes: Uint8Array): TiffFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const littleEndian = bytes[0] === 0x49;
  const big = bytes.length >= 16 && view.getUint16(2, littleEndian) === 43;
  const layout: Layout = { view, littleEndian, big, budget: MOST_VALUES };
  const directories: TiffDirectory[] = [];
  const seen = new Set<number>();
  let at = bytes.length < 8 ? 0 : offsetAt(layout, big ? 8 : 4);
  // A chain may run in a circle.
  while (at > 0 && at < bytes.length && !seen.has(at) && directories.length < MOST_PAGES) {
    seen.add(at);
    const next = readDirectory(layout, at);
    if (next === undefined) break;
    directories.push(next.fields);
    at = next.following;
  }
  return { littleEndian, directories };
}

function offsetAt({ view, littleEndian, big }: Layout, at: number): number {
  if (at + (big ? 8 : 4) > view.byteLength) return 0;
  return big ? Number(view.getBigUint64(at, littleEndian)) : view.getUint32(at, littleEndian);
}

function readDirectory(layout: Layout, at: number): { fields: TiffDirectory; following: number } | undefined {
  const { view, littleEndian, big } = layout;
  const [countBytes, entryBytes] = big ? [8, 20] : [2, 12];
  if (at + countBytes > view.byteLength) return undefined;
  const count = big ? Number(view.getBigUint64(at, littleEndian)) : view.getUint16(at, littleEndian);
  const end = at + countBytes + count * entryBytes;
  if (count > MOST_FIELDS || end > view.byteLength) return undefined;
  const fields = new Map<number, TiffField>();
  for (let entry = at + countBytes; entry < end; entry += entryBytes) {
    const field = readField(layout, entry);
    if (field !== undefined) fields.set(view.getUint16(entry, littleEndian), field);
  }
  return { fields, following: offsetAt(layout, end) };
}

/** Undefined where its type is unknown, its values lie outside of the file, or there are too many of them. */
function readField(layout: Layout, entry: number): TiffField | undefined {
  const { view, littleEndian, big } = layout;
  const type = view.getUint16(entry + 2, littleEndian);
  const known = TYPES[type];
  if (known === undefined) return undefined;
  const [bytes, read] = known;
  const count = big ? Number(view.getBigUint64(entry + 4, littleEndian)) : view.getUint32(entry + 4, littleEndian);
  const inline = entry + (big ? 12 : 8);
  const at = count * bytes <= (big ? 8 : 4) ? inline : offsetAt(layout, inline);
  if (at + count * bytes > view.byteLength) return undefined;
  if (type === ASCII) {
    const text = Buffer.from(view.buffer, view.byteOffset + at, Math.min(count, MOST_TEXT)).toString('latin1');
    return text.split('\0')[0] ?? '';
  }
  if (count > layout.budget) return undefined;
  layout.budget -= count;
  return Array.from({ length: count }, (_, i) => read(view, at + i * bytes, littleEndian));
}
