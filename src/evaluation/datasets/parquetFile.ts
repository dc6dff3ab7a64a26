/** A parquet file, row group by row group: what is held at a time is one group, whatever the file's size. */
import type { FileHandle } from 'node:fs/promises';
import { parquetMetadataAsync, parquetSchema } from 'hyparquet';
import type { AsyncBuffer, ColumnMetaData, FileMetaData, RowGroup, SchemaTree } from 'hyparquet';
import { getTreePath } from 'hyparquet/src/schema.js';
import { DatasetError, datasetErrors } from './datasetErrors.ts';
import type { Row } from './fileRows.ts';
import { opened } from './fileText.ts';
import { leafValues } from './parquetColumn.ts';

/** Hugging Face writes files of images in groups of 100 rows. */
const LARGEST_GROUP = 1024 ** 3;
const MOST_ROWS = 10_000_000;

export interface RowGroupRange {
  /** Rows of the file, from 0; the end is not in it. */
  readonly start: number;
  readonly end: number;
}

export class ParquetFile {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #buffer: AsyncBuffer;
  readonly #metadata: FileMetaData;
  readonly #schema: SchemaTree;
  readonly groups: readonly RowGroupRange[];

  /** Rejects with a `DatasetError`. */
  static async open(path: string): Promise<ParquetFile> {
    const file = await opened(path);
    try {
      const { size } = await file.stat();
      const buffer = bufferOf(file, size);
      return new ParquetFile(path, file, buffer, await parquetMetadataAsync(buffer));
    } catch (error) {
      await file.close();
      throw readingError(path, error);
    }
  }

  private constructor(path: string, file: FileHandle, buffer: AsyncBuffer, metadata: FileMetaData) {
    this.#path = path;
    this.#file = file;
    this.#buffer = buffer;
    this.#metadata = metadata;
    this.#schema = parquetSchema(metadata);
    this.groups = groupsOf(path, metadata.row_groups);
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  get columns(): string[] {
    return this.#schema.children.map(({ element }) => element.name);
  }

  /** The first column that holds files: `{bytes, path}`, a list of these, or bytes that are not said to be text. */
  get imageColumn(): string | undefined {
    return this.#schema.children.find(holdsBytes)?.element.name;
  }

  /** A column of several leaves as an object of them. Rejects with a `DatasetError`. */
  async rows(group: RowGroupRange, columns: readonly string[]): Promise<Row[]> {
    const rowCount = group.end - group.start;
    const rows: Record<string, unknown>[] = Array.from({ length: rowCount }, () => ({}));
    const { columns: chunks } = this.#metadata.row_groups[this.groups.indexOf(group)]!;
    if (rowCount === 0) return [];
    try {
      for (const { meta_data: metadata } of chunks) {
        const [column, ...inner] = metadata?.path_in_schema ?? [];
        if (metadata === undefined || column === undefined || !columns.includes(column)) continue;
        const path = getTreePath(this.#schema, metadata.path_in_schema);
        const bytes = await this.#buffer.slice(...chunkRange(metadata));
        // Of `image` > `bytes`, and of `images` > `list` > `element` > `bytes`, the last is what it is.
        const isField = inner.length > 0 && !path.at(-1)!.element.name.match(/^(element|item|array)$/);
        const field = isField ? inner.at(-1) : undefined;
        leafValues({ path, metadata, bytes, rowCount }).forEach((value, index) =>
          put(rows[index]!, column, field, value),
        );
      }
      return rows;
    } catch (error) {
      throw readingError(this.#path, error);
    }
  }
}

function chunkRange(metadata: ColumnMetaData): [start: number, end: number] {
  // A dictionary stands before the data.
  const start = Number(metadata.dictionary_page_offset || metadata.data_page_offset);
  return [start, start + Number(metadata.total_compressed_size)];
}

function put(row: Record<string, unknown>, column: string, field: string | undefined, value: unknown): void {
  if (field === undefined) row[column] = value;
  else row[column] = { ...(row[column] as object | undefined), [field]: value };
}

function bufferOf(file: FileHandle, byteLength: number): AsyncBuffer {
  return {
    byteLength,
    async slice(start, end = byteLength) {
      if (start < 0 || end > byteLength || start > end) throw new RangeError('outside of the file');
      const bytes = new Uint8Array(end - start);
      for (let at = 0; at < bytes.length;) {
        const { bytesRead } = await file.read(bytes, at, bytes.length - at, start + at);
        if (bytesRead === 0) throw new RangeError('the file has become shorter');
        at += bytesRead;
      }
      return bytes.buffer;
    },
  };
}

function groupsOf(path: string, groups: readonly RowGroup[]): RowGroupRange[] {
  const ranges: RowGroupRange[] = [];
  let start = 0;
  for (const { num_rows: count, columns } of groups) {
    const bytes = columns.reduce((sum, { meta_data: of }) => sum + Number(of?.total_uncompressed_size ?? 0), 0);
    if (bytes > LARGEST_GROUP) throw datasetErrors.rowGroupTooLarge(path, bytes, LARGEST_GROUP);
    const end = start + Number(count);
    if (!(end >= start) || end > MOST_ROWS) throw datasetErrors.damagedParquet(path);
    ranges.push({ start, end });
    start = end;
  }
  return ranges;
}

function holdsBytes({ element, children }: SchemaTree): boolean {
  if (children.length > 0) return children.some(holdsBytes);
  const isText = element.converted_type !== undefined || element.logical_type !== undefined;
  return element.type === 'BYTE_ARRAY' && !isText;
}

/** The decoder's own errors say nothing to a person, and there is no list of them. */
function readingError(path: string, error: unknown): DatasetError {
  if (error instanceof DatasetError) return error;
  return (error as NodeJS.ErrnoException).syscall === undefined
    ? datasetErrors.damagedParquet(path)
    : datasetErrors.cannotRead(path, error);
}
