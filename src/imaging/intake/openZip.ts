/** A ZIP, open for reading: single files of it come into memory, bounded and checked, and none reaches the disk. */
import { t } from '@vscode/l10n';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { constants, crc32, inflateRaw } from 'node:zlib';
import { openRegularFile } from '../../files/regularFile.ts';
import { damagedArchive, fileMissing, locked, tooLarge, unsupportedCompression } from './imagingErrors.ts';
import { LIMITS } from './limits.ts';
import { bytesInMemory, bytesOfFile, type ZipBytes } from './zipBytes.ts';
import { readZipDirectory, type ZipDirectory, type ZipEntry } from './zipDirectory.ts';

const inflate = promisify(inflateRaw) as (
  bytes: Uint8Array,
  options: { readonly maxOutputLength: number; readonly finishFlush?: number },
) => Promise<Buffer>;

/** APPNOTE 4.4.5. */
const METHODS: Readonly<Record<number, string>> = {
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
};
const STORED = 0;
const DEFLATED = 8;
/** Whether its way of compressing is one that is read here. */
export function isUnpacked({ method }: ZipEntry): boolean {
  return method === STORED || method === DEFLATED;
}

const LOCAL_HEADER_BYTES = 30;
const LOCAL_HEADER = 0x04034b50;
/** Deflate makes at most so many bytes of one. */
const DEFLATE_RATIO = 1032;
/** Directories that are kept, by path: leafing through a series reads one archive again and again. */
const KEPT = 4;

export class OpenZip {
  readonly directory: ZipDirectory;
  readonly #name: string;
  readonly #bytes: ZipBytes;

  constructor(name: string, bytes: ZipBytes, directory: ZipDirectory) {
    this.#name = name;
    this.#bytes = bytes;
    this.directory = directory;
  }

  /** A whole file, its checksum compared. Throws an `ImagingError`. */
  async read(entryName: string): Promise<Uint8Array> {
    const entry = this.directory.get(entryName);
    if (entry === undefined) throw fileMissing(t`${labelOf(entryName)} in ${this.#name}`);
    this.#refuse(entry);
    const packed = await this.#packed(entry, entry.compressedSize);
    const bytes =
      entry.method === STORED ? packed : await this.#inflated(entry, packed, { maxOutputLength: entry.size + 1 });
    const label = labelOf(entryName);
    if (bytes.length !== entry.size) throw damagedArchive(label, t`it is not as long as its ZIP says`);
    if (crc32(bytes) !== entry.crc32) throw damagedArchive(label, t`it does not have the checksum that its ZIP says`);
    return bytes;
  }

  /** The first bytes of a file, as many as are asked for or more. Throws an `ImagingError`. */
  async readHead(entry: ZipEntry, length: number): Promise<{ readonly head: Uint8Array; readonly isWhole: boolean }> {
    this.#refuse(entry);
    let head: Uint8Array;
    if (entry.method === STORED) head = await this.#packed(entry, Math.min(length, entry.size));
    else
      head = await this.#inflated(entry, await this.#packed(entry, Math.min(length, entry.compressedSize)), {
        maxOutputLength: length * DEFLATE_RATIO,
        finishFlush: constants.Z_SYNC_FLUSH,
      });
    return { head, isWhole: head.length >= entry.size };
  }

  #refuse(entry: ZipEntry): void {
    const { encrypted, method, size, compressedSize } = entry;
    const label = labelOf(entry.name);
    if (encrypted) throw locked(label);
    if (!isUnpacked(entry)) throw unsupportedCompression(label, METHODS[method] ?? t`method ${method}`);
    if (size > LIMITS.fileBytes) throw tooLarge(label, t`${(size / 2 ** 30).toFixed(1)} GiB once unpacked`);
    // As for a deflated data set: no image can be packed so densely.
    if (size > LIMITS.inflatedBytes && size > LIMITS.inflatedRatio * compressedSize)
      throw tooLarge(label, t`it unpacks to ${Math.round(size / 2 ** 20)} MB from ${compressedSize} bytes`);
    if (method === STORED && size !== compressedSize) throw damagedArchive(label, t`it is not as long as its ZIP says`);
  }

  async #packed({ name, headerOffset, compressedSize }: ZipEntry, length: number): Promise<Uint8Array> {
    const header = Buffer.from(await this.#bytes.read(headerOffset, LOCAL_HEADER_BYTES));
    if (header.length < LOCAL_HEADER_BYTES || header.readUInt32LE(0) !== LOCAL_HEADER)
      throw damagedArchive(labelOf(name), t`its ZIP says that it is where it is not`);
    const start = headerOffset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
    // Before anything is allocated for it.
    if (start + compressedSize > this.#bytes.size) throw damagedArchive(labelOf(name), t`its ZIP ends before it does`);
    return this.#bytes.read(start, length);
  }

  async #inflated(entry: ZipEntry, packed: Uint8Array, options: Parameters<typeof inflate>[1]): Promise<Uint8Array> {
    try {
      return await inflate(packed, options);
    } catch {
      throw damagedArchive(labelOf(entry.name), t`it cannot be unpacked as its ZIP says`);
    }
  }
}

const kept = new Map<string, { readonly state: string; readonly directory: ZipDirectory }>();

/** Opens the ZIP at the path for as long as the work takes. Throws an `ImagingError`, or as opening the file does. */
export async function withZip<T>(path: string, work: (zip: OpenZip) => Promise<T>): Promise<T> {
  const name = basename(path);
  const file = await openRegularFile(path);
  try {
    const { size, mtimeMs, ino } = await file.stat();
    const state = `${size}:${mtimeMs}:${ino}`;
    const bytes = bytesOfFile(file, size);
    const known = kept.get(path);
    const directory = known?.state === state ? known.directory : await readZipDirectory(name, bytes);
    kept.delete(path);
    kept.set(path, { state, directory });
    for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
    return await work(new OpenZip(name, bytes, directory));
  } finally {
    await file.close();
  }
}

/** The same for a ZIP in memory. */
export async function zipInMemory(name: string, bytes: Uint8Array): Promise<OpenZip> {
  const inMemory = bytesInMemory(bytes);
  return new OpenZip(name, inMemory, await readZipDirectory(name, inMemory));
}

function labelOf(entryName: string): string {
  return entryName.split('/').at(-1) ?? entryName;
}
