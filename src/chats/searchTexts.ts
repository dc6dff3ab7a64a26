import { access, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readRegularFile } from '../files/regularFile.ts';
import { CHAT_FILE, chatKey, chatOfKey, chatPath } from './chatPlace.ts';
import type { ChatRef } from './chatSummary.ts';
import { isPartial, replaceFile } from './replaceFile.ts';
import { readSavedChat } from './savedChat.ts';
import { SearchText } from './searchText.ts';

const ENDING = '.txt';
/** No write takes so long: its window has ended. */
const LEFT_MS = 60_000;

interface Known {
  readonly stamp: string;
  readonly text: SearchText;
}

/**
 * What is searched of all chats: in memory once there was a search, and a file for each chat that no window has. Patient
 * text is in them, so they go when their chat goes.
 */
export class SearchTexts {
  readonly #root: string;
  readonly #folder: string;
  readonly #known = new Map<string, Known>();
  #isWanted = false;

  constructor(root: string, folder: string) {
    this.#root = root;
    this.#folder = folder;
  }

  /** Notes the text of a chat that was read. */
  async put(ref: ChatRef, text: SearchText, stamp: string, where: 'memory' | 'disk'): Promise<void> {
    const key = chatKey(ref);
    this.#known.delete(key);
    if (this.#isWanted) this.#known.set(key, { stamp, text });
    if (where === 'memory') return;
    try {
      await replaceFile(this.#fileOf(key), text.toFile(stamp));
      // deleted while this was written
      if (!(await this.#hasChat(ref))) await this.forget([key]);
    } catch {
      // a search reads the chat instead
    }
  }

  /** Undefined where the chat is gone. */
  async get(ref: ChatRef, stamp: string): Promise<SearchText | undefined> {
    this.#isWanted = true;
    const key = chatKey(ref);
    const known = this.#known.get(key);
    if (known?.stamp === stamp) return known.text;
    const text = (await this.#fromFile(key, stamp)) ?? (await this.#fromChat(ref, stamp));
    if (text !== undefined) this.#known.set(key, { stamp, text });
    return text;
  }

  async forget(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#known.delete(key);
    await Promise.all(keys.map((key) => rm(this.#fileOf(key), { force: true })));
  }

  /** Forgets the text of chats that are gone, whichever window deleted them. */
  async keepOnly(keys: ReadonlySet<string>): Promise<void> {
    await mkdir(this.#folder, { recursive: true }).catch(() => undefined);
    const names = await readdir(this.#folder).catch(() => []);
    await Promise.all(names.filter(isPartial).map((name) => this.#removeLeft(name)));
    const kept = names.filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length));
    const gone = [...kept, ...this.#known.keys()].filter((key) => !keys.has(key) && chatOfKey(key) !== undefined);
    await this.forget(gone);
  }

  clear(): void {
    this.#known.clear();
  }

  async #removeLeft(name: string): Promise<void> {
    const path = join(this.#folder, name);
    const writtenAt = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    );
    if (Date.now() - writtenAt > LEFT_MS) await rm(path, { force: true });
  }

  async #fromFile(key: string, stamp: string): Promise<SearchText | undefined> {
    const content = await readRegularFile(this.#fileOf(key)).catch(() => undefined);
    return content && SearchText.fromFile(content, stamp);
  }

  async #fromChat(ref: ChatRef, stamp: string): Promise<SearchText | undefined> {
    const path = chatPath(this.#root, ref);
    const saved = path === undefined ? undefined : await readSavedChat(path);
    if (saved === undefined) return undefined;
    const text = SearchText.of(saved.conversation);
    await this.put(ref, text, stamp, 'disk');
    return text;
  }

  async #hasChat(ref: ChatRef): Promise<boolean> {
    const path = chatPath(this.#root, ref);
    return (
      path !== undefined &&
      access(join(path, CHAT_FILE)).then(
        () => true,
        () => false,
      )
    );
  }

  #fileOf(key: string): string {
    return join(this.#folder, `${key}${ENDING}`);
  }
}
