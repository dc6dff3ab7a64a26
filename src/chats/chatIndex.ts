import { readdir, rm, stat as statOf } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { readRegularFile } from '../files/regularFile.ts';
import { ChatAboutSchema, readChatAbout } from './chatAbout.ts';
import { ChatFactsSchema, chatFacts, folderBytes } from './chatFacts.ts';
import { CHAT_FILE, chatKey, chatPath, isChatId, isWorkspaceKey } from './chatPlace.ts';
import type { ChatRef } from './chatSummary.ts';
import { inSlices } from './inSlices.ts';
import { isOwnerFile } from './folderOwner.ts';
import { replaceFile } from './replaceFile.ts';
import { readSavedChat } from './savedChat.ts';
import { SearchText } from './searchText.ts';
import type { SearchTexts } from './searchTexts.ts';

// thousands of calls, of which the promises of node:fs/promises take most of the time
const [stat, list, remove] = [promisify(statOf), promisify(readdir), promisify(rm)];

/**
 * A file system may count time in steps of two seconds: what had been changed so shortly before it was looked at may
 * have been changed again since, at the same time.
 */
const STEP_MS = 2_000;

const EntrySchema = v.object({
  /** Modification times, ms: of the folder, which changes with every file that comes into it, and of the chat. */
  folderAt: v.number(),
  chatAt: v.number(),
  chatBytes: v.number(),
  /** When it was looked at. */
  checkedAt: v.number(),
  /** Null where the chat cannot be read. */
  facts: v.nullable(ChatFactsSchema),
  about: ChatAboutSchema,
  /** A window has it, or had it when it was killed. */
  hasOwner: v.boolean(),
});
type Entry = v.InferOutput<typeof EntrySchema>;
const IndexSchema = v.object({ version: v.literal(1), entries: v.record(v.string(), EntrySchema) });

/** A chat that can be read, as the index knows it. */
export interface IndexedChat extends Entry {
  readonly ref: ChatRef;
  readonly path: string;
  readonly facts: NonNullable<Entry['facts']>;
}

/** Names this state of a chat. */
export function chatStamp({ chatAt, chatBytes }: Pick<Entry, 'chatAt' | 'chatBytes'>): string {
  return `${String(chatAt)} ${String(chatBytes)}`;
}

/**
 * What a list needs of all chats, kept in a file so that a chat is read only when it has changed: two calls a chat to
 * the file system say whether it has.
 */
export class ChatIndex {
  readonly #root: string;
  readonly #file: string;
  readonly #texts: SearchTexts;
  #entries: Map<string, Entry> | undefined;

  /** `folder`: of the index. */
  constructor(root: string, folder: string, texts: SearchTexts) {
    this.#root = root;
    this.#file = join(folder, 'chats.json');
    this.#texts = texts;
  }

  /** All chats as they are now. Rejects with the signal's reason on abort. */
  async refresh(signal?: AbortSignal): Promise<readonly IndexedChat[]> {
    const before = (this.#entries ??= await this.#read());
    const refs = await allChats(this.#root);
    const entries = new Map<string, Entry>();
    await inSlices(refs, signal, async (ref) => {
      const entry = await this.#entryOf(ref, before.get(chatKey(ref)));
      if (entry !== undefined) entries.set(chatKey(ref), entry);
    });
    this.#entries = entries;
    await this.#texts.keepOnly(new Set(entries.keys()));
    if (isOther(before, entries)) await this.#write();
    return refs.flatMap((ref) => {
      const [entry, path] = [entries.get(chatKey(ref)), chatPath(this.#root, ref)];
      return entry?.facts && path !== undefined ? [{ ...entry, facts: entry.facts, ref, path }] : [];
    });
  }

  /** Takes chats out at once, with their text. */
  async forget(keys: readonly string[]): Promise<void> {
    const entries = (this.#entries ??= await this.#read());
    for (const key of keys) entries.delete(key);
    await this.#write();
    await this.#texts.forget(keys);
  }

  clear(): void {
    this.#entries = new Map();
  }

  async #entryOf(ref: ChatRef, known: Entry | undefined): Promise<Entry | undefined> {
    const path = chatPath(this.#root, ref);
    if (path === undefined) return undefined;
    const checkedAt = Date.now();
    const [folder, chat] = await Promise.all([
      stat(path).catch(() => undefined),
      stat(join(path, CHAT_FILE)).catch(() => undefined),
    ]);
    if (folder?.isDirectory() !== true || chat?.isFile() !== true) return undefined;
    const [folderAt, chatAt, chatBytes] = [folder.mtimeMs, chat.mtimeMs, chat.size];
    const isSameChat = known !== undefined && known.chatAt === chatAt && known.chatBytes === chatBytes;
    const isKnown = isSameChat && chatAt < known.checkedAt - STEP_MS;
    if (isKnown && known.folderAt === folderAt && folderAt < known.checkedAt - STEP_MS) return known;
    const [about, names] = await Promise.all([readChatAbout(path), list(path).catch(() => [])]);
    const hasOwner = names.some(isOwnerFile);
    const entry = { folderAt, chatAt, chatBytes, checkedAt, about, hasOwner };
    if (isKnown) return { ...entry, facts: known.facts };
    const saved = await readSavedChat(path);
    if (saved === undefined) return { ...entry, facts: null };
    const text = SearchText.of(saved.conversation);
    await this.#texts.put(ref, text, chatStamp(entry), hasOwner ? 'memory' : 'disk');
    return { ...entry, facts: chatFacts(saved.conversation, await folderBytes(path)) };
  }

  async #read(): Promise<Map<string, Entry>> {
    try {
      const read = v.safeParse(IndexSchema, JSON.parse((await readRegularFile(this.#file)).toString('utf8')));
      return new Map(read.success ? Object.entries(read.output.entries) : []);
    } catch {
      return new Map();
    }
  }

  /** Those of windows that run change all the time: they are read anew instead. A list works without the file too. */
  async #write(): Promise<void> {
    const closed = [...(this.#entries ?? [])].filter(([, { hasOwner }]) => !hasOwner);
    try {
      await mkdir(dirname(this.#file), { recursive: true });
      await replaceFile(this.#file, JSON.stringify({ version: 1, entries: Object.fromEntries(closed) }));
    } catch {
      await remove(this.#file, { force: true }).catch(() => undefined);
    }
  }
}

async function allChats(root: string): Promise<readonly ChatRef[]> {
  const names = await list(root).catch(() => []);
  const workspaces = await Promise.all(
    names.filter(isWorkspaceKey).map(async (workspace) => {
      const ids = await list(join(root, workspace)).catch(() => []);
      return ids.filter(isChatId).map((id) => ({ workspace, id }));
    }),
  );
  return workspaces.flat();
}

function isOther(before: ReadonlyMap<string, Entry>, after: ReadonlyMap<string, Entry>): boolean {
  const closed = ([, { hasOwner }]: readonly [string, Entry]): boolean => !hasOwner;
  const now = [...after].filter(closed);
  return [...before].filter(closed).length !== now.length || now.some(([key, entry]) => before.get(key) !== entry);
}
