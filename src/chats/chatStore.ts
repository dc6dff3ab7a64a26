import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { AttachedImage } from '../conversation/attachedImage.ts';
import { type Conversation, emptyConversation } from '../conversation/conversation.ts';
import { ChatFolder, type ChatWindow } from './chatFolder.ts';
import { chatPath, isChatId, isSameChat } from './chatPlace.ts';
import type { ChatRef } from './chatSummary.ts';
import { type EarlierPlace, copyEarlierImages, forgetEarlierChat, readEarlierChat } from './earlierChat.ts';
import { type ImagePlace, KeptImages } from './keptImages.ts';
import { OpenChat } from './openChat.ts';
import { hasOwner } from './folderOwner.ts';
import { type SavedChat, isEmptyChat, readSavedChat } from './savedChat.ts';
import { writeWorkspaceName } from './workspaceName.ts';

const SAVE_DELAY_MS = 400;

/** Where the chats of a workspace are, and where a version before this one kept the only one. */
export interface ChatPlaces {
  /** The folder of the workspace, in that of all workspaces: a subfolder for each chat. */
  readonly chats: string;
  /** What the workspace is called in a list of all chats. */
  readonly workspaceName?: string;
  readonly earlier?: EarlierPlace;
  /** What was said could not be written, as on a full disk; it is tried again with the next change. */
  readonly onFailure?: (error: unknown) => void;
}

/**
 * Carries the conversation of a window across reloads: its data in a file, and beside it the bytes of images that came
 * without a file. The folder is this window's alone until it turns to another chat or is closed.
 *
 * All work on the disk is done in turn, and each state that is saved belongs to the conversation that it names: to the
 * one that is open, one that is about to be begun, or, until it is let go of, the one before.
 */
export class ChatStore {
  readonly #window: ChatWindow;
  readonly #onFailure: (error: unknown) => void;
  #open: OpenChat;
  /** By the id of its conversation: what was said last of each that is open or about to be. */
  readonly #states = new Map<string, SavedChat>();
  readonly #unsaved = new Set<string>();
  readonly #letGoOf = new Set<string>();
  #shownId: string;
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #closed: Promise<void> | undefined;

  /** Takes up the chat of the window that was closed last, or begins a new one. */
  static async open(places: ChatPlaces): Promise<ChatStore> {
    const { chats, workspaceName, earlier, onFailure = () => undefined } = places;
    const window = { root: dirname(chats), workspace: basename(chats) };
    // a list that lacks the name is no reason to have no chat
    if (workspaceName !== undefined) await writeWorkspaceName(chats, workspaceName).catch(onFailure);
    const last = await takeLast(window);
    if (last !== undefined) {
      const open = new OpenChat(last.folder, last.chat.conversation.id, last.chat);
      await open.tidy(last.chat);
      return new ChatStore(window, open, last.chat, onFailure);
    }
    const isFirst = !(await readdir(chats).catch(() => [])).some(isChatId);
    const before = isFirst && earlier !== undefined ? readEarlierChat(earlier) : undefined;
    const chat = before ?? { conversation: emptyConversation(randomUUID()), draft: '' };
    const open = new OpenChat(await ChatFolder.create(window), chat.conversation.id);
    if (before !== undefined && earlier !== undefined) {
      await copyEarlierImages(earlier, before, open.folder.path);
      await open.write(before);
      await forgetEarlierChat(earlier);
    }
    return new ChatStore(window, open, chat, onFailure);
  }

  private constructor(window: ChatWindow, open: OpenChat, chat: SavedChat, onFailure: (error: unknown) => void) {
    this.#window = window;
    this.#onFailure = onFailure;
    this.#open = open;
    this.#shownId = open.id;
    this.#states.set(open.id, chat);
  }

  /** The one that is open; while another is being begun, the one before. */
  get ref(): ChatRef {
    return this.#open.folder.ref;
  }

  get conversation(): Conversation {
    return this.#shown.conversation;
  }

  /** The question that was being typed. */
  get draft(): string {
    return this.#shown.draft;
  }

  /**
   * Saves soon; several changes at once are one write. A conversation that is not known yet is begun, as `begin` does;
   * one that was let go of is not written any more.
   */
  save(conversation: Conversation, draft: string): void {
    const { id } = conversation;
    if (this.#letGoOf.has(id) || this.#closed !== undefined) return;
    if (!this.#states.has(id)) this.#shownId = id;
    this.#states.set(id, { conversation, draft });
    this.#unsaved.add(id);
    this.#timer ??= setTimeout(() => {
      void this.flush();
    }, SAVE_DELAY_MS);
  }

  /** Settles when all that was saved is written, or `onFailure` was told. */
  async flush(): Promise<void> {
    if (this.#timer !== undefined) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
    await this.#inTurn(() => this.#writeAll()).catch(this.#onFailure);
  }

  /**
   * Lets go of the present chat, which stays to be opened again (an empty one is removed), and begins another with the
   * conversation, whose id must be new. Kept images that it uses come along from the chat of `imagesFrom`, by default
   * the present one. Rejects where it cannot be written: then the present one stays open, and it is tried again with
   * the next change.
   */
  begin(conversation: Conversation, imagesFrom?: ChatRef): Promise<void> {
    this.#letGoOf.delete(conversation.id);
    this.save(conversation, '');
    this.#shownId = conversation.id;
    const from = imagesFrom && chatPath(this.#window.root, imagesFrom);
    return this.#inTurn(() => this.#moveTo(conversation.id, from));
  }

  /**
   * Lets go of the present chat, as `begin` does, once another is this window's. `gone` also where it cannot be read;
   * then, and where another window has it, the present one stays. Rejects where the present one cannot be written.
   */
  open(ref: ChatRef): Promise<'opened' | 'elsewhere' | 'gone'> {
    return this.#inTurn(async () => {
      await this.#writeAll();
      if (isSameChat(ref, this.ref)) return 'opened';
      const taken = await take(this.#window, ref);
      if (typeof taken === 'string') return taken;
      await this.#takeUp(taken);
      return 'opened';
    });
  }

  /**
   * For a window that has done nothing yet: takes up a chat that another one has let go of since, as the window before
   * a reload does a moment after the one behind it has begun. False when there is none, or when it is not wanted any
   * more.
   */
  async takeUpFreed(isWanted: () => boolean): Promise<boolean> {
    if (!isWanted()) return false;
    return this.#inTurn(async () => {
      const freed = await takeLast(this.#window);
      if (freed === undefined) return false;
      if (!isWanted() || isEmptyChat(freed.chat)) {
        await freed.folder.release('leftOpen');
        return false;
      }
      await this.#takeUp(freed);
      return true;
    });
  }

  /** Writes what is unsaved and lets another window have the chat. */
  close(): Promise<void> {
    this.#closed ??= this.flush().then(() =>
      this.#inTurn(() => this.#open.leave('leftOpen', this.#stateOf(this.#open))).catch(this.#onFailure),
    );
    return this.#closed;
  }

  /** Writes the bytes of an image and gives where they are, as the conversation notes it. */
  keep(imageId: string, name: string, bytes: Uint8Array): Promise<AttachedImage['origin']> {
    return this.#inTurn(() => this.#open.images.keep(imageId, name, bytes));
  }

  sourceOf(image: AttachedImage): ImagePlace {
    return this.#open.images.placeOf(image);
  }

  /** Whether the image's file can still be read. */
  has(image: AttachedImage): Promise<boolean> {
    return this.#inTurn(() => this.#open.images.has(image));
  }

  /** Removes kept bytes, unless the conversation that is open has the image. */
  forget(imageId: string): Promise<void> {
    return this.#inTurn(async () => {
      const { images } = this.#stateOf(this.#open).conversation;
      if (!images.some(({ id }) => id === imageId)) await this.#open.images.forget(imageId);
    });
  }

  get #shown(): SavedChat {
    return this.#states.get(this.#shownId) ?? this.#stateOf(this.#open);
  }

  #stateOf({ id }: OpenChat): SavedChat {
    return this.#states.get(id) ?? { conversation: emptyConversation(id), draft: '' };
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** Those that wait to be begun included: the one that is shown last. */
  async #writeAll(): Promise<void> {
    await this.#writeOpen();
    for (const id of [...this.#unsaved]) if (id !== this.#shownId) await this.#moveTo(id);
    await this.#moveTo(this.#shownId);
  }

  /** Goes on in a new folder where another window has taken this one, or it was removed by hand. */
  async #writeOpen(): Promise<void> {
    if (!this.#unsaved.has(this.#open.id)) return;
    if (await this.#open.folder.isLost())
      await this.#turnTo(await this.#newChat(this.#open.id, this.#open.folder.path));
    else await this.#write(this.#open);
  }

  async #write(open: OpenChat): Promise<void> {
    if (!this.#unsaved.delete(open.id)) return;
    try {
      await open.write(this.#stateOf(open));
    } catch (error) {
      this.#unsaved.add(open.id);
      throw error;
    }
  }

  async #moveTo(id: string, imagesFrom?: string): Promise<void> {
    if (id === this.#open.id || !this.#states.has(id)) return;
    await this.#writeOpen();
    await this.#turnTo(await this.#newChat(id, imagesFrom ?? this.#open.folder.path));
  }

  async #newChat(id: string, imagesFrom: string): Promise<OpenChat> {
    const open = new OpenChat(await ChatFolder.create(this.#window), id);
    const state = this.#stateOf(open);
    try {
      await open.images.takeOver(new KeptImages(imagesFrom), state.conversation.images);
      await open.write(state);
    } catch (error) {
      await open.folder.remove();
      throw error;
    }
    return open;
  }

  /** From here on, what is said of the chat goes into its folder; what was said of the one before meanwhile, into its. */
  async #turnTo(open: OpenChat): Promise<void> {
    const before = this.#open;
    this.#open = open;
    this.#letGoOf.delete(open.id);
    while (before.id !== open.id && this.#unsaved.has(before.id))
      await this.#write(before).catch((error: unknown) => {
        this.#unsaved.delete(before.id);
        this.#onFailure(error);
      });
    const last = this.#stateOf(before);
    if (before.id !== open.id) {
      this.#states.delete(before.id);
      this.#letGoOf.add(before.id);
    }
    await before.leave('putAway', last).catch(this.#onFailure);
  }

  /** Turns to a chat that was on disk. */
  async #takeUp({ folder, chat }: TakenChat): Promise<void> {
    // a copy of the one that is open, made by hand
    const id = this.#states.has(chat.conversation.id) ? randomUUID() : chat.conversation.id;
    const taken = { ...chat, conversation: { ...chat.conversation, id } };
    this.#states.set(id, taken);
    this.#shownId = id;
    const open = new OpenChat(folder, id, taken);
    await this.#turnTo(open);
    await open.tidy(taken);
  }
}

interface TakenChat {
  readonly folder: ChatFolder;
  readonly chat: SavedChat;
}

/** The chat that was open last in a window on the workspace and is in none now. */
async function takeLast(window: ChatWindow): Promise<TakenChat | undefined> {
  for (const ref of await ChatFolder.lastSeen(window)) {
    const taken = await take(window, ref);
    if (typeof taken !== 'string') return taken;
  }
  return undefined;
}

async function take(window: ChatWindow, ref: ChatRef): Promise<TakenChat | 'elsewhere' | 'gone'> {
  const folder = await ChatFolder.claim(window, ref);
  if (folder === undefined) {
    const path = chatPath(window.root, ref);
    return path !== undefined && (await hasOwner(path)) ? 'elsewhere' : 'gone';
  }
  const chat = await readSavedChat(folder.path);
  if (chat !== undefined) return { folder, chat };
  // what cannot be read stays: a later version may have written it
  if (await folder.hasChat()) await folder.release('putAway');
  else await folder.remove();
  return 'gone';
}
