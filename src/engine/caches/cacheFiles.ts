/** The files of a `DiskCache`, as they lie in its folder. Whatever else lies there is left alone. */
import { lstat, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isTemporary } from './temporaryEntry.ts';

export interface CacheFile {
  readonly name: string;
  readonly bytes: number;
  /** Of an entry: when it was last used. */
  readonly mtimeMs: number;
  /** Still being written, or left behind by who did. */
  readonly isTemporary: boolean;
}

export interface CacheUsage {
  readonly entries: number;
  readonly bytes: number;
}

const KEY = /^[0-9a-f]{64}$/;

/** Empty where there is no such folder. Rejects as `readdir` does. */
export async function cacheFiles(folder: string): Promise<readonly CacheFile[]> {
  const names = (await readdir(folder).catch(emptyWhereMissing)).filter((name) => KEY.test(name) || isTemporary(name));
  const files = await Promise.all(names.map((name) => stateOf(folder, name)));
  return files.filter((file) => file !== undefined);
}

/** Deletes the file; that another process was quicker does not matter. Rejects as `unlink` does. */
export async function deleteCacheFile(folder: string, name: string): Promise<void> {
  try {
    await unlink(join(folder, name));
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

export function usageOf(files: readonly CacheFile[]): CacheUsage {
  return { entries: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** Nothing stands at the path (any more). */
export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

/** Undefined where it is gone by now, or no file. */
async function stateOf(folder: string, name: string): Promise<CacheFile | undefined> {
  try {
    const state = await lstat(join(folder, name));
    if (state.isDirectory()) return undefined;
    return { name, bytes: state.size, mtimeMs: state.mtimeMs, isTemporary: isTemporary(name) };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function emptyWhereMissing(error: unknown): readonly string[] {
  if (isMissing(error)) return [];
  throw error;
}
