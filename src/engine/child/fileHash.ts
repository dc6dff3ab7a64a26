/** SHA-256 of model files, streamed, and known again as long as path, size and modification time stay the same. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

export class FileHashes {
  readonly #known: Map<string, string>;

  constructor(known: Readonly<Record<string, string>> = {}) {
    this.#known = new Map(Object.entries(known));
  }

  /** Lower-case hex. Rejects with the signal's reason on abort. */
  async hash(path: string, signal?: AbortSignal): Promise<string> {
    const { size, mtimeMs } = await stat(path);
    const key = `${path}|${size}|${mtimeMs}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) hash.update(chunk as Buffer);
    const hex = hash.digest('hex');
    this.#known.set(key, hex);
    return hex;
  }

  known(): Record<string, string> {
    return Object.fromEntries(this.#known);
  }
}
