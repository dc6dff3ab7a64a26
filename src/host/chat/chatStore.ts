import { randomUUID } from 'node:crypto';
import { access, cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type * as vscode from 'vscode';
import type { AttachedImage, Conversation } from '../../conversation/conversation.ts';
import { emptyConversation } from '../../conversation/conversation.ts';
import { restoreConversation, saveConversation } from '../../conversation/savedConversation.ts';
import type { PlacedSource } from '../../imaging/imaging.ts';
import { CHAT_FILE, ChatFolder } from './chatFolder.ts';

const SAVE_DELAY_MS = 400;
const IMAGES = 'images';

/** Where the chats of a workspace are, and where a version before this one kept the only one. */
export interface ChatPlaces {
  /** A folder that all windows on the workspace share: a subfolder for each chat. */
  readonly chats: string;
  readonly earlier?: { readonly memento: vscode.Memento; readonly storage: string };
}

const EARLIER_KEY = 'llavaMed.conversation';
const EARLIER_DRAFT_KEY = 'llavaMed.draft';

/**
 * Carries the conversation of a window across reloads: its data in a file, and beside it the bytes of images that came
 * without a file (dropped, pasted), one subfolder an image so that it keeps its name. The folder is this window's alone
 * until it is closed; then the next window takes it up.
 */
export class ChatStore {
  readonly #chats: string;
  #folder: ChatFolder;
  #conversation: Conversation;
  #draft: string;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  /** Takes up the chat of the window that was closed last, or begins a new one. */
  static async open({ chats, earlier }: ChatPlaces): Promise<ChatStore> {
    const last = await ChatFolder.claimLast(chats);
    if (last !== undefined) return ChatStore.#read(chats, last);
    const isFirst = (await readdir(chats).catch(() => [])).length === 0;
    const folder = await ChatFolder.create(chats);
    const store = new ChatStore(chats, folder, emptyConversation(randomUUID()), '');
    if (earlier !== undefined && isFirst) await store.#takeOver(earlier);
    return store;
  }

  static async #read(chats: string, folder: ChatFolder): Promise<ChatStore> {
    const { conversation, draft } = await readChat(folder);
    const store = new ChatStore(chats, folder, conversation, draft);
    await store.#forgetUnused();
    return store;
  }

  private constructor(chats: string, folder: ChatFolder, conversation: Conversation, draft: string) {
    this.#chats = chats;
    this.#folder = folder;
    this.#conversation = conversation;
    this.#draft = draft;
  }

  get conversation(): Conversation {
    return this.#conversation;
  }

  /** The question that was being typed. */
  get draft(): string {
    return this.#draft;
  }

  /**
   * For a window that has done nothing yet: takes up a chat that another one has let go of since, as the window before
   * a reload does a moment after the one behind it has begun. False when there is none, or when it is not wanted any
   * more.
   */
  async takeUpFreed(isWanted: () => boolean): Promise<boolean> {
    if (!isWanted()) return false;
    const freed = await ChatFolder.claimLast(this.#chats);
    if (freed === undefined) return false;
    const { conversation, draft } = await readChat(freed);
    if (!isWanted() || isEmpty(conversation, draft)) {
      await freed.release();
      return false;
    }
    const own = this.#folder;
    this.#folder = freed;
    [this.#conversation, this.#draft] = [conversation, draft];
    await own.remove();
    return true;
  }

  /** Saves soon; several changes at once are one write. */
  save(conversation: Conversation, draft: string): void {
    this.#conversation = conversation;
    this.#draft = draft;
    this.#timer ??= setTimeout(() => {
      void this.flush();
    }, SAVE_DELAY_MS);
  }

  async flush(): Promise<void> {
    if (this.#timer !== undefined) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#writing = this.#writing.then(() => this.#write()).catch(() => undefined);
    }
    await this.#writing;
  }

  /** Writes what is unsaved and lets another window have the chat. */
  async close(): Promise<void> {
    await this.flush();
    if (isEmpty(this.#conversation, this.#draft)) await this.#folder.remove();
    else await this.#folder.release();
  }

  /** Writes the bytes of an image and gives where they are, as the conversation notes it. */
  async keep(imageId: string, name: string, bytes: Uint8Array): Promise<AttachedImage['origin']> {
    const file = basename(name).replaceAll(/[<>:"/\\|?*\0]/gu, '_');
    await mkdir(this.#imageFolder(imageId), { recursive: true });
    await writeFile(join(this.#imageFolder(imageId), file), bytes);
    return { kind: 'kept', file };
  }

  sourceOf({ id, origin }: AttachedImage): PlacedSource {
    if (origin.kind !== 'kept') return origin;
    return { kind: 'file', path: join(this.#imageFolder(id), basename(origin.file)) };
  }

  /** Whether the image's file can still be read. */
  async has(image: AttachedImage): Promise<boolean> {
    return access(this.sourceOf(image).path).then(
      () => true,
      () => false,
    );
  }

  async forget(imageId: string): Promise<void> {
    await rm(this.#imageFolder(imageId), { recursive: true, force: true });
  }

  /**
   * A file that is whole takes the place of the one before, so that a crash leaves one of them. A chat without anything
   * has none: nobody has to take it up.
   */
  async #write(): Promise<void> {
    const { path } = this.#folder;
    if (isEmpty(this.#conversation, this.#draft)) {
      await rm(join(path, CHAT_FILE), { force: true });
      return;
    }
    const partial = join(path, `${CHAT_FILE}.partial`);
    await mkdir(path, { recursive: true });
    await writeFile(partial, JSON.stringify({ chat: saveConversation(this.#conversation), draft: this.#draft }));
    await rename(partial, join(path, CHAT_FILE));
  }

  #imageFolder(imageId: string): string {
    return join(this.#folder.path, IMAGES, basename(imageId));
  }

  /** Images whose conversation went on without them, as when the window was killed. */
  async #forgetUnused(): Promise<void> {
    const used = new Set(this.#conversation.images.map((image) => image.id));
    const kept = await readdir(join(this.#folder.path, IMAGES)).catch(() => []);
    await Promise.all(kept.filter((id) => !used.has(id)).map((id) => this.forget(id)));
  }

  /** The chat of the version before: in the editor's state, its images in the window's storage. */
  async #takeOver({ memento, storage }: NonNullable<ChatPlaces['earlier']>): Promise<void> {
    const conversation = restoreConversation(memento.get(EARLIER_KEY));
    if (conversation === undefined) return;
    const images = join(storage, 'chat-images');
    for (const { id, origin } of conversation.images)
      if (origin.kind === 'kept')
        await cp(join(images, basename(id)), this.#imageFolder(id), { recursive: true }).catch(() => undefined);
    this.save(conversation, memento.get(EARLIER_DRAFT_KEY, ''));
    await this.flush();
    await memento.update(EARLIER_KEY, undefined);
    await memento.update(EARLIER_DRAFT_KEY, undefined);
    await rm(images, { recursive: true, force: true });
  }
}

function isEmpty({ images, exchanges }: Conversation, draft: string): boolean {
  return images.length + exchanges.length === 0 && draft === '';
}

async function readChat(folder: ChatFolder): Promise<{ readonly conversation: Conversation; readonly draft: string }> {
  const saved = await readFile(join(folder.path, CHAT_FILE), 'utf8')
    .then((text) => JSON.parse(text) as { readonly chat?: unknown; readonly draft?: unknown })
    .catch(() => undefined);
  return {
    conversation: restoreConversation(saved?.chat) ?? emptyConversation(randomUUID()),
    draft: typeof saved?.draft === 'string' ? saved.draft : '',
  };
}
