/**
 * One entry of a `DiskCache` as a file: a header that says what it is and how it is to be checked, and the payload.
 *
 *   bytes   0–7   magic, "LavaMedC"
 *           8–11  version of this format
 *          12–27  kind of entry, ASCII, filled up with zeros
 *          28–59  key, the 32 bytes behind its hex digits: a copy under another name is found out
 *          60–67  length of the payload in bytes
 *          68–71  CRC-32 of the payload
 *          72–    payload
 *
 * Numbers are little-endian. Every byte of a file counts: one that differs makes it no entry.
 *
 * The check is a CRC-32 since it is there for faults of disks and file systems, not against a forger, who could as well
 * compute any other: zlib's takes 45 ms for a state of 77 MB where SHA-256 took 130 ms with the processor's instructions
 * for it, and 395 ms without.
 */
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { NotRegularFile, openRegularFile } from '../../files/regularFile.ts';

const MAGIC = Buffer.from('LavaMedC', 'latin1');
const FORMAT = 1;
const KIND_BYTES = 16;
const HEADER_BYTES = 72;
/** What is checked or written in one go: other work of this process gets its turn between. */
const SLICE_BYTES = 4 << 20;

/** Which entry is meant. */
export interface EntryName {
  /** At most 16 ASCII characters. */
  readonly kind: string;
  /** As `cacheKey` makes it. */
  readonly key: string;
}

/**
 * The payload; undefined where there is a file that is not this entry, whole and unchanged. Rejects as `open` and `read`
 * do, `ENOENT` where there is none.
 */
export async function readEntry(path: string, name: EntryName): Promise<Buffer | undefined> {
  let file: FileHandle;
  try {
    file = await openRegularFile(path, { followsLinks: false });
  } catch (error) {
    // A link that came between looking and opening is refused by the system, with ELOOP.
    if (error instanceof NotRegularFile || (error as NodeJS.ErrnoException).code === 'ELOOP') return undefined;
    throw error;
  }
  try {
    return await payloadOf(file, name);
  } finally {
    await file.close();
  }
}

/** Writes the entry into a new file, for its owner only. Rejects as `open` and `write` do, `EEXIST` where there is one. */
export async function writeEntry(file: FileHandle, name: EntryName, parts: readonly Uint8Array[]): Promise<void> {
  let checksum = 0;
  let length = 0;
  for (const part of parts) {
    for (let start = 0; start < part.byteLength; start += SLICE_BYTES) {
      const slice = part.subarray(start, start + SLICE_BYTES);
      checksum = crc32(slice, checksum);
      await writeAll(file, slice, HEADER_BYTES + length);
      length += slice.byteLength;
    }
  }
  // Last, so that half a file has none.
  await writeAll(file, header(name, length, checksum), 0);
}

/** Bytes of the file of an entry. */
export function entryBytes(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.byteLength, HEADER_BYTES);
}

async function payloadOf(file: FileHandle, name: EntryName): Promise<Buffer | undefined> {
  const { size } = await file.stat();
  const found = Buffer.alloc(HEADER_BYTES);
  if (size < HEADER_BYTES || !(await readAll(file, found, 0))) return undefined;
  const length = size - HEADER_BYTES;
  const checksum = found.readUInt32LE(HEADER_BYTES - 4);
  if (!found.equals(header(name, length, checksum))) return undefined;
  // Memory of its own, from its first byte on: whoever reads it as numbers of 2 or 4 bytes needs it aligned.
  const payload = Buffer.allocUnsafeSlow(length);
  let sum = 0;
  for (let start = 0; start < length; start += SLICE_BYTES) {
    const slice = payload.subarray(start, start + SLICE_BYTES);
    if (!(await readAll(file, slice, HEADER_BYTES + start))) return undefined;
    sum = crc32(slice, sum);
  }
  return sum === checksum ? payload : undefined;
}

function header({ kind, key }: EntryName, length: number, checksum: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(bytes);
  bytes.writeUInt32LE(FORMAT, 8);
  if (kind.length > KIND_BYTES) throw new RangeError(`a kind of cache entry has at most ${KIND_BYTES} characters`);
  bytes.write(kind, 12, 'latin1');
  bytes.write(key, 28, 'hex');
  bytes.writeBigUInt64LE(BigInt(length), 60);
  bytes.writeUInt32LE(checksum, 68);
  return bytes;
}

/** Fills the whole buffer; false where the file ends before. */
async function readAll(file: FileHandle, into: Buffer, position: number): Promise<boolean> {
  for (let done = 0; done < into.byteLength;) {
    const { bytesRead } = await file.read(into, done, into.byteLength - done, position + done);
    if (bytesRead === 0) return false;
    done += bytesRead;
  }
  return true;
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength;)
    done += (await file.write(bytes, done, bytes.byteLength - done, position + done)).bytesWritten;
}
