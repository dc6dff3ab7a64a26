/**
 * What was computed once, kept in a folder that several processes share: a file an entry, named by its key, no index
 * that they would fight over. Whoever asks gets the very bytes that were put, or nothing: a cache that cannot be read or
 * written costs time, never an answer.
 *
 *   const cache = new DiskCache({ folder: '/…/features', kind: 'features', limitBytes: 1e9, log });
 *   await cache.put(key, [bytes]);
 *   const bytes = await cache.get(key);
 *
 * When an entry was last used is its modification time, since that of access is not kept everywhere. Nothing is forced to
 * the disk: what a power cut leaves of an entry is found out by its checksum.
 */
import { lstat, lutimes, mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { entryBytes, readEntry, writeEntry } from './cacheEntry.ts';
import { cacheFiles, deleteCacheFile, isMissing, usageOf } from './cacheFiles.ts';
import type { CacheFile, CacheUsage } from './cacheFiles.ts';
import { isAbandoned, temporaryName } from './temporaryEntry.ts';

export interface DiskCacheOptions {
  /** Made when the first entry is put, for its owner only. */
  readonly folder: string;
  /** Of all entries of the folder: at most 16 ASCII characters. */
  readonly kind: string;
  /** 0: nothing is kept. */
  readonly limitBytes: number;
  /** Bytes of the disk that are left free; default 500 MB. */
  readonly keepFreeBytes?: number;
  /** Told once why nothing can be kept; names no file. */
  readonly log?: ((line: string) => void) | undefined;
}

export type PutResult = 'kept' | 'tooLarge' | 'failed';

/** The folder is looked through at each `put`, which stays quick up to here: the least recently used go beyond it. */
const MOST_ENTRIES = 2048;
const KEEP_FREE_BYTES = 500e6;

const NOT_ALLOWED = 'its folder may not be changed by this user';
const NO_FOLDER = 'where its folder should be lies a file';
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is (nearly) full',
  EDQUOT: "this user's share of the disk is full",
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  EROFS: 'its disk is read-only',
  EEXIST: NO_FOLDER,
  ENOTDIR: NO_FOLDER,
};

export class DiskCache {
  readonly folder: string;
  readonly #kind: string;
  readonly #keepFreeBytes: number;
  readonly #log: ((line: string) => void) | undefined;
  readonly #told = new Set<string>();
  #limitBytes: number;
  #swept: Promise<void> | undefined;
  #lastUse = 0;

  constructor({ folder, kind, limitBytes, keepFreeBytes = KEEP_FREE_BYTES, log }: DiskCacheOptions) {
    this.folder = folder;
    this.#kind = kind;
    this.#limitBytes = limitBytes;
    this.#keepFreeBytes = keepFreeBytes;
    this.#log = log;
  }

  get limitBytes(): number {
    return this.#limitBytes;
  }

  /** The payload, in memory of its own; a file that is not what its name says is deleted. Never rejects. */
  async get(key: string): Promise<Buffer | undefined> {
    if (this.#limitBytes === 0) return undefined;
    const path = join(this.folder, key);
    try {
      const payload = await readEntry(path, { kind: this.#kind, key });
      if (payload === undefined) await deleteCacheFile(this.folder, key);
      // Where the folder may only be read, the order of use is lost, not the entry.
      else await lutimes(path, ...this.#now()).catch(() => undefined);
      return payload;
    } catch (error) {
      if (!isMissing(error)) this.#tell('read', error);
      return undefined;
    }
  }

  /**
   * Keeps the parts, one behind the other, which must not change until this resolves; the least recently used entries go
   * for it. `tooLarge`: exceeds the limit by itself. Never rejects.
   */
  async put(key: string, parts: readonly Uint8Array[]): Promise<PutResult> {
    if (entryBytes(parts) > this.#limitBytes) return 'tooLarge';
    const temporary = join(this.folder, temporaryName());
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      // What cannot be swept is no reason not to write.
      await (this.#swept ??= this.#sweep().catch(() => undefined));
      if (!(await this.#hasRoom(entryBytes(parts)))) {
        this.#tell('written', Object.assign(new Error(), { code: 'ENOSPC' }));
        return 'failed';
      }
      const file = await open(temporary, 'wx', 0o600);
      try {
        await writeEntry(file, { kind: this.#kind, key }, parts);
        await file.utimes(...this.#now());
      } finally {
        await file.close();
      }
      await rename(temporary, join(this.folder, key));
      await this.#evict();
      return 'kept';
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      // Windows replaces no file that another process reads: an entry of that key says the same.
      if (process.platform === 'win32' && (await this.has(key))) return 'kept';
      // Another window emptied the cache meanwhile, or deleted its folder: the next one makes it again.
      if (!isMissing(error)) this.#tell('written', error);
      return 'failed';
    }
  }

  /** Whether there is a file of that name; whether it is whole shows when it is got. Never rejects. */
  async has(key: string): Promise<boolean> {
    if (this.#limitBytes === 0) return false;
    return lstat(join(this.folder, key)).then(
      (state) => state.isFile(),
      () => false,
    );
  }

  /** What is too much for a lower limit goes. Never rejects. */
  async setLimit(bytes: number): Promise<void> {
    this.#limitBytes = bytes;
    await this.#evict().catch((error: unknown) => this.#tell('deleted', error));
  }

  /** Rejects as `readdir` does, but not where there is no folder. */
  async usage(): Promise<CacheUsage> {
    return usageOf(await this.#entries());
  }

  /** Deletes everything, also what is just being written, and says how much that was. Rejects as `unlink` does. */
  async clear(): Promise<CacheUsage> {
    const files = await cacheFiles(this.folder);
    for (const { name } of files) await deleteCacheFile(this.folder, name);
    return usageOf(files);
  }

  async #entries(): Promise<readonly CacheFile[]> {
    return (await cacheFiles(this.folder)).filter(({ isTemporary }) => !isTemporary);
  }

  /** What killed processes have left half-written. */
  async #sweep(): Promise<void> {
    for (const { name, mtimeMs } of await cacheFiles(this.folder))
      if (isAbandoned(name, mtimeMs)) await deleteCacheFile(this.folder, name);
  }

  /** The least recently used go until the rest is within the limits. */
  async #evict(): Promise<void> {
    const entries = [...(await this.#entries())].sort((one, other) => one.mtimeMs - other.mtimeMs);
    let { bytes } = usageOf(entries);
    let left = entries.length;
    for (const entry of entries) {
      if (bytes <= this.#limitBytes && left <= MOST_ENTRIES) break;
      await deleteCacheFile(this.folder, entry.name);
      bytes -= entry.bytes;
      left--;
    }
  }

  /** A cache never takes the last of a disk, which a report may need. */
  async #hasRoom(bytes: number): Promise<boolean> {
    const { bavail, bsize } = await statfs(this.folder);
    return bavail * bsize >= bytes + this.#keepFreeBytes;
  }

  /** Access and modification time, in seconds: later at each use, also within a millisecond. */
  #now(): readonly [number, number] {
    this.#lastUse = Math.max(Date.now(), this.#lastUse + 1);
    return [this.#lastUse / 1000, this.#lastUse / 1000];
  }

  #tell(what: 'read' | 'written' | 'deleted', error: unknown): void {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    if (this.#told.has(code)) return;
    this.#told.add(code);
    this.#log?.(
      `The cache of ${this.#kind} on this disk cannot be ${what}: ${REASONS[code] ?? code}. Answers stay the same; images are computed again.`,
    );
  }
}
