/** SHA-256 of model files, streamed, and known again as long as path, size and modification time stay the same. */
import type { FileHandle } from 'node:fs/promises';
import { openRegularFile } from './regularFile.ts';
import { sha256OfHandle } from './sha256OfFile.ts';

export class FileHashes {
  readonly #known: Map<string, string>;

  constructor(known: Readonly<Record<string, string>> = {}) {
    this.#known = new Map(Object.entries(known));
  }

  /** Lower-case hex. Rejects with the signal's reason on abort. */
  async hash(path: string, signal?: AbortSignal): Promise<string> {
    const file = await openRegularFile(path);
    try {
      return await this.#hashOf(file, path, signal);
    } finally {
      await file.close();
    }
  }

  async #hashOf(file: FileHandle, path: string, signal?: AbortSignal): Promise<string> {
    const { size, mtimeMs } = await file.stat();
    const key = `${path}|${size}|${mtimeMs}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const hex = await sha256OfHandle(file, signal);
    this.#known.set(key, hex);
    return hex;
  }

  known(): Record<string, string> {
    return Object.fromEntries(this.#known);
  }
}
