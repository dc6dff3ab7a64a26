/**
 * Replies of judges by the hash of all that they depend on, so that a run that is repeated or resumed asks nothing twice:
 * a folder with a small JSON file for each. A cache that cannot be read or written costs time and money, never a run.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRegularFile } from '../../files/regularFile.ts';
import type { Judge, JudgePrompt, JudgeReply } from './judge.ts';

export interface JudgeCache {
  /** Never rejects: an entry that is damaged, or not there, is undefined. */
  get(key: string): Promise<JudgeReply | undefined>;
  /** Never rejects. */
  put(key: string, reply: JudgeReply): Promise<void>;
}

/** Lower-case hex SHA-256 of the judge (name, kind, parameters in any order) and the prompt. */
export function judgeCacheKey(judge: Omit<Judge, 'ask'>, { system, user }: JudgePrompt): string {
  const parameters = Object.entries(judge.parameters).sort(([one], [other]) => (one < other ? -1 : 1));
  return sha256(JSON.stringify([judge.name, judge.kind, parameters, system, user]));
}

/** Lower-case hex SHA-256 of a prompt alone: what the judge was asked, whoever it was. */
export function promptSha256({ system, user }: JudgePrompt): string {
  return sha256(JSON.stringify([system, user]));
}

export interface FolderJudgeCacheOptions {
  /** Made with the first entry, for its owner only: replies speak of what was asked. */
  readonly folder: string;
  /** Told once why nothing can be kept; names no file. */
  readonly log?: ((line: string) => void) | undefined;
}

const ENTRY = /^[\da-f]{64}\.json(\.[\da-f-]{36}\.tmp)?$/;

export class FolderJudgeCache implements JudgeCache {
  readonly #folder: string;
  #log: ((line: string) => void) | undefined;

  constructor({ folder, log }: FolderJudgeCacheOptions) {
    this.#folder = folder;
    this.#log = log;
  }

  async get(key: string): Promise<JudgeReply | undefined> {
    try {
      return replyOf(key, JSON.parse((await readRegularFile(this.#path(key))).toString('utf8')));
    } catch {
      return undefined;
    }
  }

  async put(key: string, reply: JudgeReply): Promise<void> {
    const path = this.#path(key);
    const temporary = `${path}.${randomUUID()}.tmp`;
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeFile(temporary, JSON.stringify(entryOf(key, reply)), { mode: 0o600, flag: 'wx' });
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      const { code = 'unknown' } = error as NodeJS.ErrnoException;
      this.#log?.(`The judge's replies cannot be kept (${code}): they are asked for again next time.`);
      this.#log = undefined;
    }
  }

  /** Deletes the entries, and nothing else that lies there; says how many. Rejects as `rm` does. */
  async clear(): Promise<number> {
    const names = (await readdir(this.#folder).catch(() => [])).filter((name) => ENTRY.test(name));
    for (const name of names) await rm(join(this.#folder, name), { force: true });
    return names.length;
  }

  #path(key: string): string {
    return join(this.#folder, `${key}.json`);
  }
}

/** `check`: of the rest, for a disk that lost a part of it, and a file that was copied to another name. */
interface Entry {
  readonly text: string;
  readonly promptTokens: number | null;
  readonly answerTokens: number | null;
  readonly check: string;
}

function entryOf(key: string, { text, promptTokens, answerTokens }: JudgeReply): Entry {
  const values = { text, promptTokens: promptTokens ?? null, answerTokens: answerTokens ?? null };
  return { ...values, check: sha256(JSON.stringify([key, values])) };
}

function replyOf(key: string, entry: unknown): JudgeReply | undefined {
  const { text, promptTokens, answerTokens, check } = entry as Entry;
  const values = { text, promptTokens, answerTokens };
  if (check !== sha256(JSON.stringify([key, values]))) return undefined;
  return { text, promptTokens: promptTokens ?? undefined, answerTokens: answerTokens ?? undefined };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
