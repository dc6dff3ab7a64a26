/** The bytes of a ZIP wherever they are, read piece by piece: the archive of a study may be larger than memory. */
import type { FileHandle } from 'node:fs/promises';
import { RandomAccessReader } from 'yauzl';

export interface ZipBytes {
  readonly size: number;
  /** Shorter than asked for at the end. */
  read(position: number, length: number): Promise<Uint8Array>;
}

export function bytesOfFile(file: FileHandle, size: number): ZipBytes {
  return {
    size,
    read: async (position, length) => {
      const wanted = Math.max(Math.min(length, size - position), 0);
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, position);
      return buffer.subarray(0, bytesRead);
    },
  };
}

export function bytesInMemory(bytes: Uint8Array): ZipBytes {
  return {
    size: bytes.length,
    read: async (position, length) => bytes.subarray(position, position + length),
  };
}

/** The directory is read in many small pieces, one after the other. */
const BLOCK_BYTES = 128 * 1024;

/** As yauzl wants it. */
export class ZipBytesReader extends RandomAccessReader {
  readonly #bytes: ZipBytes;
  #block: { readonly from: number; readonly bytes: Uint8Array } = { from: 0, bytes: new Uint8Array(0) };

  constructor(bytes: ZipBytes) {
    super();
    this.#bytes = bytes;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#piece(position, length).then(
      (piece) => {
        buffer.set(piece, offset);
        callback(piece.length < length ? new Error('unexpected end of the archive') : null);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
    );
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null); // the file is its opener's
  }

  async #piece(position: number, length: number): Promise<Uint8Array> {
    const inBlock = position - this.#block.from;
    if (inBlock < 0 || inBlock + length > this.#block.bytes.length) {
      const bytes = await this.#bytes.read(position, Math.max(length, BLOCK_BYTES));
      this.#block = { from: position, bytes };
      return bytes.subarray(0, length);
    }
    return this.#block.bytes.subarray(inBlock, inBlock + length);
  }
}
