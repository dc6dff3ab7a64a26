/**
 * The values of one leaf column in one row group. The decoder believes what a file says of itself: a forged count would
 * keep it busy, or fill the memory, so counts are looked at first and the rest runs against time.
 */
import type { ColumnMetaData, SchemaTree } from 'hyparquet';
import { parquetHeader, readColumn } from 'hyparquet/src/column.js';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { getMaxRepetitionLevel } from 'hyparquet/src/schema.js';
import { compressors } from 'hyparquet-compressors';
import { withinTime } from './withinTime.ts';

/** Thrown as any error of the decoder is: the caller says "damaged". */
class ForgedCount extends Error {}

const SHORTEST_MS = 5000;
/** A tenth of what decoders reach on a slow machine. */
const BYTES_PER_MS = 10_000;
const LARGEST_PAGE = 1024 ** 3;

export interface LeafColumn {
  /** From the root to the leaf. */
  readonly path: readonly SchemaTree[];
  readonly metadata: ColumnMetaData;
  /** From its first page to its last. */
  readonly bytes: ArrayBuffer;
  readonly rowCount: number;
}

/**
 * One value a row; a list where the column repeats. Nothing is `undefined`. Bytes that are not said to be text stay
 * bytes. Throws whatever the decoder does where the file is damaged.
 */
export function leafValues({ path, metadata, bytes, rowCount }: LeafColumn): unknown[] {
  const repeats = getMaxRepetitionLevel([...path]) > 0;
  requireHonestPages(metadata, bytes, repeats ? undefined : rowCount);
  const columnDecoder = {
    pathInSchema: metadata.path_in_schema,
    type: metadata.type,
    element: path.at(-1)!.element,
    schemaPath: [...path],
    codec: metadata.codec,
    parsers: DEFAULT_PARSERS,
    compressors,
    utf8: false,
  };
  const wholeGroup = { groupStart: 0, selectStart: 0, selectEnd: rowCount, groupRows: rowCount };
  const decode = (): unknown[] =>
    readColumn({ view: new DataView(bytes), offset: 0 }, wholeGroup, columnDecoder).data.flatMap((page) =>
      Array.from(page as ArrayLike<unknown>),
    );
  const values = withinTime(decode, SHORTEST_MS + bytes.byteLength / BYTES_PER_MS);
  if (values.length !== rowCount) throw new ForgedCount();
  return values.map((value) => valueOf(value, repeats));
}

/** Optional levels above a leaf come as arrays of one. */
function valueOf(value: unknown, repeats: boolean): unknown {
  const all: unknown[] = Array.isArray(value) ? value.flat(Infinity) : [value];
  const present = all.filter((one) => one !== null && one !== undefined).map(plain);
  return repeats ? present : present[0];
}

/** Numbers of 64 bits as numbers where they fit, else as text. */
function plain(value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

function requireHonestPages({ num_values: total }: ColumnMetaData, bytes: ArrayBuffer, rowCount?: number): void {
  const reader = { view: new DataView(bytes), offset: 0 };
  const most = rowCount ?? Number(total);
  let values = 0;
  while (reader.offset < bytes.byteLength - 1 && values < most) {
    const page = parquetHeader(reader);
    const count = (page.data_page_header ?? page.data_page_header_v2)?.num_values ?? 0;
    const entries = page.dictionary_page_header?.num_values ?? 0;
    const { compressed_page_size: stored, uncompressed_page_size: size } = page;
    values += count;
    const isHonest =
      [count, entries, stored, size].every((number) => Number.isSafeInteger(number) && number >= 0) &&
      values <= most &&
      entries <= size &&
      size <= LARGEST_PAGE &&
      reader.offset + stored <= bytes.byteLength;
    if (!isHonest) throw new ForgedCount();
    reader.offset += stored;
  }
}
