import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChatAbout, readChatAbout, tidyTitle, writeChatAbout } from './chatAbout.ts';
import { ChatIndex, type IndexedChat, chatStamp } from './chatIndex.ts';
import type { ChatLibrary } from './chatLibrary.ts';
import { chatKey, chatPath, isChatId, isSameChat } from './chatPlace.ts';
import type { ChatRef, ChatSummary, FoundChat } from './chatSummary.ts';
import { DeletedChats } from './deletedChats.ts';
import { claimOwner, hasOwner } from './folderOwner.ts';
import { foldText } from './foldText.ts';
import { inSlices } from './inSlices.ts';
import { KeptImages } from './keptImages.ts';
import { readSavedChat } from './savedChat.ts';
import { SearchTexts } from './searchTexts.ts';
import { type FoundWords, findWords, searchWords } from './searchWords.ts';
import { readWorkspaceName } from './workspaceName.ts';

/** Of the matches of a chat, so many are shown: of the best chats, which a person looks at; of the others one. */
const MOST_MATCHES = 3;
const SHOWN_IN_FULL = 50;

/** Where a library is, and in which window. */
export interface LibraryPlace {
  /** Folder of all workspaces' folders. */
  readonly root: string;
  readonly workspace: { readonly key: string; readonly name: string };
  /** The chat that this window has. */
  readonly openHere: () => ChatRef | undefined;
}

export function createChatLibrary(place: LibraryPlace): ChatLibrary {
  return new LocalChatLibrary(place);
}

class LocalChatLibrary implements ChatLibrary {
  readonly #place: LibraryPlace;
  readonly #indexFolder: string;
  readonly #texts: SearchTexts;
  readonly #index: ChatIndex;
  readonly #deleted: DeletedChats;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(place: LibraryPlace) {
    const { root } = place;
    this.#place = place;
    this.#indexFolder = join(root, '.index');
    this.#texts = new SearchTexts(root, this.#indexFolder);
    this.#index = new ChatIndex(root, this.#indexFolder, this.#texts);
    this.#deleted = new DeletedChats(root);
  }

  list(signal?: AbortSignal): Promise<readonly ChatSummary[]> {
    return this.#inTurn(async () => {
      const summaries = await this.#summaries(await this.#index.refresh(signal));
      return [...summaries.values()].sort(
        (one, other) => Number(other.pinned) - Number(one.pinned) || other.changedAt - one.changedAt,
      );
    });
  }

  search(search: string, signal?: AbortSignal): Promise<readonly FoundChat[]> {
    const words = searchWords(search);
    if (words.length === 0) return Promise.resolve([]);
    return this.#inTurn(async () => {
      const chats = await this.#index.refresh(signal);
      const found = new Map<IndexedChat, FoundWords>();
      await inSlices(chats, signal, async (chat) => {
        const text = await this.#texts.get(chat.ref, chatStamp(chat));
        const head = foldText([titleOf(chat), ...chat.facts.images].join('\n'));
        const inChat = text && findWords(words, head, text);
        if (inChat !== undefined) found.set(chat, inChat);
      });
      const summaries = await this.#summaries([...found.keys()]);
      return [...found].sort(byRank).flatMap(([chat, { matches, matchCount }], place) => {
        const summary = summaries.get(chat);
        const most = place < SHOWN_IN_FULL ? MOST_MATCHES : 1;
        return summary === undefined ? [] : [{ summary, matches: matches(most), matchCount }];
      });
    });
  }

  prepareSearch(signal?: AbortSignal): Promise<void> {
    return this.#inTurn(async () => {
      const chats = await this.#index.refresh(signal);
      await inSlices(chats, signal, async (chat) => {
        (await this.#texts.get(chat.ref, chatStamp(chat)))?.fold();
      });
    });
  }

  async read(ref: ChatRef): ReturnType<ChatLibrary['read']> {
    const path = chatPath(this.#place.root, ref);
    return path === undefined ? undefined : (await readSavedChat(path))?.conversation;
  }

  sourceOf(ref: ChatRef, image: Parameters<ChatLibrary['sourceOf']>[1]): ReturnType<ChatLibrary['sourceOf']> {
    const path = chatPath(this.#place.root, ref);
    return path === undefined ? undefined : new KeptImages(path).placeOf(image);
  }

  rename(ref: ChatRef, title: string | undefined): Promise<void> {
    const tidy = tidyTitle(title ?? '');
    return this.#say(ref, ({ title: _before, ...about }) => (tidy === '' ? about : { ...about, title: tidy }));
  }

  setPinned(ref: ChatRef, pinned: boolean): Promise<void> {
    return this.#say(ref, ({ pinned: _before, ...about }) => (pinned ? { ...about, pinned } : about));
  }

  setArchived(ref: ChatRef, archived: boolean): Promise<void> {
    return this.#say(ref, ({ archived: _before, ...about }) => (archived ? { ...about, archived } : about));
  }

  delete(ref: ChatRef): Promise<boolean> {
    return this.#inTurn(async () => {
      if (!(await this.#deleted.take(ref))) return false;
      await this.#index.forget([chatKey(ref)]);
      return true;
    });
  }

  undelete(ref: ChatRef): Promise<void> {
    return this.#inTurn(() => this.#deleted.giveBack(ref));
  }

  purge(olderThanMs = 0): Promise<void> {
    return this.#inTurn(() => this.#deleted.purge(olderThanMs));
  }

  deleteEverything(): ReturnType<ChatLibrary['deleteEverything']> {
    return this.#inTurn(async () => {
      const { root } = this.#place;
      let left = 0;
      for (const name of await readdir(root).catch(() => [])) {
        if (name.startsWith('.')) await removeAll(join(root, name));
        else left += await this.#removeWorkspace(name);
      }
      this.#index.clear();
      this.#texts.clear();
      return { left };
    });
  }

  /** How many chats windows have that are not this one. */
  async #removeWorkspace(workspace: string): Promise<number> {
    const folder = join(this.#place.root, workspace);
    let [left, isHere] = [0, false];
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      if (!isChatId(name)) continue;
      if (isSameChat({ workspace, id: name }, this.#place.openHere())) isHere = true;
      else if ((await claimOwner(path)) === undefined && (await hasOwner(path))) left++;
      else await removeAll(path);
    }
    if (left === 0 && !isHere) await removeAll(folder);
    return left;
  }

  async #summaries(chats: readonly IndexedChat[]): Promise<ReadonlyMap<IndexedChat, ChatSummary>> {
    const { root, workspace } = this.#place;
    const keys = [...new Set(chats.map(({ ref }) => ref.workspace))];
    const names = new Map(
      await Promise.all(
        keys.map(async (key) => {
          const name = key === workspace.key ? workspace.name : await readWorkspaceName(join(root, key));
          return [key, name] as const;
        }),
      ),
    );
    const summaries = await Promise.all(
      chats.map(async (chat): Promise<[IndexedChat, ChatSummary]> => {
        const { ref, facts, about } = chat;
        const summary = {
          ref,
          workspaceName: names.get(ref.workspace) ?? '',
          title: titleOf(chat),
          hasOwnTitle: about.title !== undefined,
          questions: facts.questions,
          images: facts.images.length,
          changedAt: chat.chatAt,
          bytes: facts.bytes,
          pinned: about.pinned === true,
          archived: about.archived === true,
          open: await this.#openOf(chat),
        };
        return [chat, summary];
      }),
    );
    return new Map(summaries);
  }

  async #openOf(chat: IndexedChat): Promise<ChatSummary['open']> {
    if (isSameChat(chat.ref, this.#place.openHere())) return 'here';
    return chat.hasOwner && (await hasOwner(chat.path)) ? 'elsewhere' : 'no';
  }

  #say(ref: ChatRef, change: (about: ChatAbout) => ChatAbout): Promise<void> {
    return this.#inTurn(async () => {
      const path = chatPath(this.#place.root, ref);
      if (path !== undefined) await writeChatAbout(path, change(await readChatAbout(path)));
    });
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

function titleOf({ about, facts }: IndexedChat): string {
  return about.title ?? facts.title;
}

/** In the title or in one exchange before here and there, then the last changed. */
function byRank([one, inOne]: [IndexedChat, FoundWords], [other, inOther]: [IndexedChat, FoundWords]): number {
  const rank = ({ inHead, together }: FoundWords): number => 2 * Number(inHead) + Number(together);
  return rank(inOther) - rank(inOne) || other.chatAt - one.chatAt;
}

async function removeAll(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
}
