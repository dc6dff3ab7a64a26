/**
 * The header of a GGUF file (versions 2 and 3): metadata and the list of tensors, without the weights. Read by
 * ourselves and before llama.cpp sees the file, so that a wrong file gets an error that says what is wrong with it.
 * Format: ggml/docs/gguf.md.
 */
import type { FileHandle } from 'node:fs/promises';
import { NotRegularFile, openRegularFile } from '../../files/regularFile.ts';
import { ggufErrors } from './ggufErrors.ts';
import type { FileRole } from './ggufErrors.ts';
import { tensorBytes } from './ggufTypes.ts';

export type GgufValue = number | bigint | boolean | string | GgufArray;

/** Arrays of numbers keep up to 4096 values; of longer ones and of strings (vocabularies) only the length is kept. */
export interface GgufArray {
  readonly length: number;
  readonly numbers: readonly number[] | undefined;
}

export interface GgufTensor {
  readonly name: string;
  /** ggml's order: the first dimension is the one that lies contiguous in memory. */
  readonly shape: readonly number[];
  readonly type: number;
  /** From the start of the file. */
  readonly offset: number;
  readonly bytes: number;
}

export interface GgufHeader {
  readonly path: string;
  readonly fileBytes: number;
  readonly metadata: ReadonlyMap<string, GgufValue>;
  readonly tensors: readonly GgufTensor[];
  /** Where the file's parts lie: bytes from its start. */
  readonly layout: GgufLayout;
}

export interface GgufLayout {
  /** Of each metadata entry, its key included. */
  readonly entries: ReadonlyMap<string, ByteRange>;
  readonly tensorTable: ByteRange;
  readonly dataStart: number;
  readonly alignment: number;
}

export interface ByteRange {
  readonly start: number;
  /** Behind the last byte. */
  readonly end: number;
}

/** Rejects with `fileMissing`, `notGguf` or `ggufTruncated`. */
export async function readGgufHeader(path: string, role: FileRole): Promise<GgufHeader> {
  let file: FileHandle;
  try {
    file = await openRegularFile(path);
  } catch (error) {
    throw error instanceof NotRegularFile
      ? ggufErrors.notAFile(path, error.what, role)
      : ggufErrors.fileMissing(path, role);
  }
  try {
    const { size } = await file.stat();
    return await parse(path, new Cursor(file, path, size), size);
  } finally {
    await file.close();
  }
}

async function parse(path: string, cursor: Cursor, fileBytes: number): Promise<GgufHeader> {
  if (fileBytes < 8) throw ggufErrors.notGguf(path);
  const magic = (await cursor.take(4)).toString('latin1');
  const version = await cursor.uint32();
  if (magic !== 'GGUF' || version < 2 || version > 3) throw ggufErrors.notGguf(path);
  const tensorCount = await cursor.uint64();
  const entryCount = await cursor.uint64();
  const metadata = new Map<string, GgufValue>();
  const entries = new Map<string, ByteRange>();
  for (let index = 0; index < entryCount; index++) {
    const start = cursor.position;
    const key = await cursor.string();
    metadata.set(key, await readValue(cursor, await cursor.uint32()));
    entries.set(key, { start, end: cursor.position });
  }
  const tableStart = cursor.position;
  const raw: { name: string; shape: number[]; type: number; offset: number }[] = [];
  for (let index = 0; index < tensorCount; index++) {
    const name = await cursor.string();
    const dimensions = await cursor.uint32();
    if (dimensions > 4) throw ggufErrors.notGguf(path);
    const shape: number[] = [];
    for (let axis = 0; axis < dimensions; axis++) shape.push(await cursor.uint64());
    raw.push({ name, shape, type: await cursor.uint32(), offset: await cursor.uint64() });
  }
  const tensorTable = { start: tableStart, end: cursor.position };
  const alignment = Number(metadata.get('general.alignment') ?? 32);
  const dataStart = Math.ceil(cursor.position / alignment) * alignment;
  const tensors = raw.map((tensor) => ({
    ...tensor,
    offset: dataStart + tensor.offset,
    bytes: tensorBytes(
      tensor.type,
      tensor.shape.reduce((product, size) => product * size, 1),
    ),
  }));
  const needed = tensors.reduce((end, tensor) => Math.max(end, tensor.offset + tensor.bytes), dataStart);
  if (needed > fileBytes) throw ggufErrors.ggufTruncated(path, fileBytes, needed);
  return { path, fileBytes, metadata, tensors, layout: { entries, tensorTable, dataStart, alignment } };
}

const maxNumbers = 4096;

async function readValue(cursor: Cursor, type: number): Promise<GgufValue> {
  if (type === 8) return cursor.string();
  if (type === 9) return readArray(cursor);
  const reader = scalars[type];
  if (reader === undefined) throw ggufErrors.notGguf(cursor.path);
  return reader.read(await cursor.take(reader.bytes));
}

async function readArray(cursor: Cursor): Promise<GgufArray> {
  const type = await cursor.uint32();
  const length = await cursor.uint64();
  if (type === 8) {
    for (let index = 0; index < length; index++) cursor.skip(await cursor.uint64());
    return { length, numbers: undefined };
  }
  const reader = scalars[type];
  if (reader === undefined) throw ggufErrors.notGguf(cursor.path);
  if (length > maxNumbers) {
    cursor.skip(length * reader.bytes);
    return { length, numbers: undefined };
  }
  const numbers: number[] = [];
  for (let index = 0; index < length; index++) numbers.push(Number(reader.read(await cursor.take(reader.bytes))));
  return { length, numbers };
}

/** By GGUF's number of the value type. */
const scalars: Readonly<Record<number, { bytes: number; read: (bytes: Buffer) => number | bigint | boolean }>> = {
  0: { bytes: 1, read: (bytes) => bytes.readUInt8() },
  1: { bytes: 1, read: (bytes) => bytes.readInt8() },
  2: { bytes: 2, read: (bytes) => bytes.readUInt16LE() },
  3: { bytes: 2, read: (bytes) => bytes.readInt16LE() },
  4: { bytes: 4, read: (bytes) => bytes.readUInt32LE() },
  5: { bytes: 4, read: (bytes) => bytes.readInt32LE() },
  6: { bytes: 4, read: (bytes) => bytes.readFloatLE() },
  7: { bytes: 1, read: (bytes) => bytes.readUInt8() !== 0 },
  10: { bytes: 8, read: (bytes) => bytes.readBigUInt64LE() },
  11: { bytes: 8, read: (bytes) => bytes.readBigInt64LE() },
  12: { bytes: 8, read: (bytes) => bytes.readDoubleLE() },
};

/** Reads forward through a file in large blocks. Running past the end is `ggufTruncated`. */
class Cursor {
  readonly path: string;
  readonly #file: FileHandle;
  readonly #fileBytes: number;
  #block = Buffer.alloc(0);
  #blockStart = 0;
  position = 0;

  constructor(file: FileHandle, path: string, fileBytes: number) {
    this.#file = file;
    this.path = path;
    this.#fileBytes = fileBytes;
  }

  async take(bytes: number): Promise<Buffer> {
    if (this.position + bytes > this.#fileBytes) throw ggufErrors.ggufTruncated(this.path, this.#fileBytes, undefined);
    let from = this.position - this.#blockStart;
    if (from + bytes > this.#block.length) {
      const size = Math.min(Math.max(bytes, 1 << 20), this.#fileBytes - this.position);
      const block = Buffer.alloc(size);
      const { bytesRead } = await this.#file.read(block, 0, size, this.position);
      if (bytesRead < bytes) throw ggufErrors.ggufTruncated(this.path, this.#fileBytes, undefined);
      this.#block = block.subarray(0, bytesRead);
      this.#blockStart = this.position;
      from = 0;
    }
    this.position += bytes;
    return this.#block.subarray(from, from + bytes);
  }

  /** Only moves; whether the file goes on is seen by the next `take`. */
  skip(bytes: number): void {
    this.position += bytes;
  }

  async uint32(): Promise<number> {
    return (await this.take(4)).readUInt32LE();
  }

  async uint64(): Promise<number> {
    return Number((await this.take(8)).readBigUInt64LE());
  }

  async string(): Promise<string> {
    const length = await this.uint64();
    return (await this.take(length)).toString('utf8');
  }
}
