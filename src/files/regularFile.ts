/**
 * The one way from a path to bytes. A device has no end, and a FIFO keeps its reader waiting for as long as nobody
 * writes: only regular files are opened.
 */
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { t } from '@vscode/l10n';

/** What stands at the path is no regular file. */
export class NotRegularFile extends Error {
  override readonly name = 'NotRegularFile';
  /** "a folder", "a device", "a pipe", "a socket" or, where links are not followed, "a link", as a person reads it. */
  readonly what: string;
  readonly isFolder: boolean;

  constructor(what: string, isFolder: boolean) {
    super(t`it is ${what}, not a file`);
    this.what = what;
    this.isFolder = isFolder;
  }
}

/** Absent on Windows, whose devices and pipes have no place among the files. */
const { O_NONBLOCK: NONBLOCK = 0, O_NOFOLLOW: NOFOLLOW = 0 } = constants as {
  readonly O_NONBLOCK?: number;
  readonly O_NOFOLLOW?: number;
};

export interface OpenOptions {
  /** False: a link is not followed, as it is no regular file. Links among the folders above it are. */
  readonly followsLinks?: boolean;
}

/**
 * The state of a regular file. Rejects with `NotRegularFile`, or as `stat` does.
 */
export async function regularFileState(path: string, { followsLinks = true }: OpenOptions = {}): Promise<Stats> {
  const state = await (followsLinks ? stat : lstat)(path);
  refuseOthers(state);
  return state;
}

/**
 * A regular file, open for reading. Looked at before it is opened, since opening a device may do something, and again
 * once it is open, since another may stand there by then. Rejects with `NotRegularFile`, or as `open` does.
 */
export async function openRegularFile(path: string, options: OpenOptions = {}): Promise<FileHandle> {
  await regularFileState(path, options);
  const noFollow = options.followsLinks === false ? NOFOLLOW : 0;
  const file = await open(path, constants.O_RDONLY | NONBLOCK | noFollow);
  try {
    refuseOthers(await file.stat());
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** All bytes of a regular file. Rejects with `NotRegularFile`, or as `readFile` does. */
export async function readRegularFile(path: string): Promise<Buffer> {
  const file = await openRegularFile(path);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

function refuseOthers(state: Stats): void {
  if (!state.isFile()) throw new NotRegularFile(kindOf(state), state.isDirectory());
}

function kindOf(state: Stats): string {
  if (state.isDirectory()) return t`a folder`;
  if (state.isSymbolicLink()) return t`a link`;
  if (state.isFIFO()) return t`a pipe`;
  return state.isSocket() ? t`a socket` : t`a device`;
}
