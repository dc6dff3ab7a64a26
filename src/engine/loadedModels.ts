/**
 * Which models the engines of this user hold on this machine, so that a window can say that another one has the same
 * model in memory: a folder with a file for each process. It holds hashes and numbers, no names. Whatever goes wrong
 * here keeps nobody from loading.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { regularFileState } from '../files/regularFile.ts';
import type { LoadedElsewhere, ModelPair } from '../protocol/engine.ts';
import { processStart } from '../supervise/runningProcess.ts';

interface Entry {
  readonly pid: number;
  readonly start: string;
  /** Of the pair: `keyOf`. */
  readonly key: string;
  /** Memory that was planned for it. */
  readonly bytes: number;
}

/** A computer or container: process ids are its own, a folder may be shared with others. */
const here = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const NAME = /^([0-9a-f]{8})-(\d+)\.json$/;

export class LoadedModels {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The process `pid` holds the pair. */
  async enter(pid: number, pair: ModelPair, bytes: number): Promise<void> {
    const start = processStart(pid);
    if (start === undefined) return;
    try {
      const entry: Entry = { pid, start, key: await keyOf(pair), bytes };
      await mkdir(this.#folder, { recursive: true });
      const written = join(this.#folder, `${here}-${pid}-${randomUUID()}.tmp`);
      await writeFile(written, JSON.stringify(entry), { flag: 'wx' });
      await rename(written, this.#fileOf(pid));
    } catch {
      // Told by nobody: the model is loaded all the same.
    }
  }

  async leave(pid: number): Promise<void> {
    await rm(this.#fileOf(pid), { force: true }).catch(() => undefined);
  }

  /** Who holds the pair besides `own`; undefined when nobody. Entries of processes that have ended are removed. */
  async elsewhere(pair: ModelPair, own?: number): Promise<LoadedElsewhere | undefined> {
    const entries = await this.#living();
    if (entries.length === 0) return undefined;
    const key = await keyOf(pair).catch(() => undefined);
    const same = entries.filter((entry) => entry.pid !== own && entry.key === key);
    if (same.length === 0) return undefined;
    return { processes: same.length, bytes: same.reduce((sum, { bytes }) => sum + bytes, 0) };
  }

  async #living(): Promise<readonly Entry[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const entries = await Promise.all(names.map((name) => this.#read(name)));
    return entries.filter((entry) => entry !== undefined);
  }

  /** Undefined for what is no entry of this machine, or of a process that has ended: such a one is removed. */
  async #read(name: string): Promise<Entry | undefined> {
    const [, host, pid] = NAME.exec(name) ?? [];
    if (host !== here) return undefined;
    const start = processStart(Number(pid));
    const path = join(this.#folder, name);
    const entry = await readEntry(path);
    if (start !== undefined && entry?.start === start && entry.pid === Number(pid)) return entry;
    await rm(path, { force: true }).catch(() => undefined);
    return undefined;
  }

  #fileOf(pid: number): string {
    return join(this.#folder, `${here}-${pid}.json`);
  }
}

async function readEntry(path: string): Promise<Entry | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isEntry(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  const entry = value as Partial<Record<keyof Entry, unknown>> | null;
  return (
    typeof entry === 'object' &&
    typeof entry?.pid === 'number' &&
    typeof entry.start === 'string' &&
    typeof entry.key === 'string' &&
    typeof entry.bytes === 'number'
  );
}

/** The same for the same files, by whatever path; another when one of them has changed. */
async function keyOf({ modelPath, projectorPath }: ModelPair): Promise<string> {
  const hash = createHash('sha256');
  for (const path of [modelPath, projectorPath]) {
    if (path === undefined) continue;
    const real = await realpath(path);
    const { size, mtimeMs } = await regularFileState(real);
    hash.update(JSON.stringify([real, size, mtimeMs]));
  }
  return hash.digest('hex');
}
