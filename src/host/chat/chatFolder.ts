import { randomUUID } from 'node:crypto';
import { access, mkdir, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** How often an owner says that it is still there. */
const HEARTBEAT_MS = 10_000;
/** An owner whose process runs may have slept, as a laptop does. */
const SILENT_PROCESS_MS = 10 * 60_000;
/** Of a process of another machine nothing else is known. */
const SILENT_MACHINE_MS = 60_000;
const SEEN = 'seen';
/** The chat itself; a folder without one holds nothing that could be missed. */
export const CHAT_FILE = 'chat.json';

/**
 * A folder that holds one chat, and belongs to one window at a time. Two windows on one workspace share the editor's
 * state and the storage, so each must know what is its own: the owner is the `owner.N` file of the highest N, made anew
 * by whoever takes the folder, which only one can.
 */
export class ChatFolder {
  readonly path: string;
  readonly #ownerFile: string;
  readonly #heartbeat: NodeJS.Timeout;

  private constructor(path: string, ownerFile: string) {
    this.path = path;
    this.#ownerFile = ownerFile;
    this.#heartbeat = setInterval(() => {
      void this.#touch();
    }, HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  /** The folder below `parent` that a window had last and none has now; undefined where there is none. */
  static async claimLast(parent: string): Promise<ChatFolder | undefined> {
    const names = await readdir(parent).catch(() => []);
    const seen = await Promise.all(
      names.map(async (name) => ({ path: join(parent, name), at: await lastSeen(join(parent, name)) })),
    );
    for (const { path } of seen.sort((one, other) => other.at - one.at)) {
      const folder = await claim(path);
      if (folder !== undefined) return folder;
    }
    return undefined;
  }

  static async create(parent: string): Promise<ChatFolder> {
    const path = join(parent, randomUUID());
    await mkdir(path, { recursive: true });
    const folder = await claim(path);
    if (folder === undefined) throw new Error('A new chat folder was taken by another window.');
    return folder;
  }

  /** For `claim`. */
  static async owned(path: string, ownerFile: string): Promise<ChatFolder> {
    const folder = new ChatFolder(path, ownerFile);
    await folder.#touch();
    return folder;
  }

  /** Lets another window have it. */
  async release(): Promise<void> {
    clearInterval(this.#heartbeat);
    await this.#touch();
    await rm(this.#ownerFile, { force: true });
  }

  /** Removes it with all that is in it. */
  async remove(): Promise<void> {
    clearInterval(this.#heartbeat);
    await rm(this.path, { recursive: true, force: true });
  }

  async #touch(): Promise<void> {
    const now = new Date();
    try {
      await writeFile(join(this.path, SEEN), '');
      await utimes(this.#ownerFile, now, now);
    } catch {
      // the folder was removed by hand: it is made again with the next save
    }
  }
}

/** Undefined when a window has it. */
async function claim(path: string): Promise<ChatFolder | undefined> {
  const owners = (await readdir(path).catch(() => []))
    .map((name) => /^owner\.(\d+)$/u.exec(name)?.[1])
    .filter((number) => number !== undefined)
    .map(Number);
  const last = Math.max(0, ...owners);
  if (last > 0 && (await isOwner(join(path, `owner.${String(last)}`)))) return undefined;
  const own = join(path, `owner.${String(last + 1)}`);
  try {
    // 'wx' fails where another window was quicker
    await writeFile(own, JSON.stringify({ pid: process.pid, machine: hostname() }), { flag: 'wx' });
  } catch {
    return undefined;
  }
  await Promise.all(owners.map((number) => rm(join(path, `owner.${String(number)}`), { force: true })));
  return ChatFolder.owned(path, own);
}

async function isOwner(file: string): Promise<boolean> {
  try {
    const silentFor = Date.now() - (await stat(file)).mtimeMs;
    const { pid, machine } = JSON.parse(await readFile(file, 'utf8')) as { pid: number; machine: string };
    if (machine !== hostname()) return silentFor < SILENT_MACHINE_MS;
    return silentFor < SILENT_PROCESS_MS && isRunning(pid);
  } catch (error) {
    // a file that is just being written is an owner's, one that is gone is nobody's
    return error instanceof SyntaxError;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function lastSeen(path: string): Promise<number> {
  try {
    await access(join(path, CHAT_FILE));
    return (await stat(join(path, SEEN))).mtimeMs;
  } catch {
    return 0;
  }
}
