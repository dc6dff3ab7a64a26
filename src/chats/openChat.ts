import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChatFolder } from './chatFolder.ts';
import { CHAT_FILE } from './chatPlace.ts';
import { KeptImages } from './keptImages.ts';
import { isPartial, replaceFile } from './replaceFile.ts';
import { type SavedChat, isEmptyChat, savedChatText } from './savedChat.ts';

/** A chat in a folder of this window's. */
export class OpenChat {
  readonly folder: ChatFolder;
  /** Of its conversation. */
  readonly id: string;
  readonly images: KeptImages;
  /** What its file holds, as far as it is known. */
  #text: string | undefined;

  constructor(folder: ChatFolder, conversationId: string, onDisk?: SavedChat) {
    this.folder = folder;
    this.id = conversationId;
    this.images = new KeptImages(folder.path);
    this.#text = onDisk === undefined ? undefined : savedChatText(onDisk);
  }

  /** A chat without anything has no file: nobody has to take it up. One that is as it was written stays as old. */
  async write(chat: SavedChat): Promise<void> {
    const text = isEmptyChat(chat) ? undefined : savedChatText(chat);
    if (text === this.#text) return;
    const file = join(this.folder.path, CHAT_FILE);
    if (text === undefined) await rm(file, { force: true });
    else await replaceFile(file, text);
    this.#text = text;
  }

  /** Lets go of it; one that holds nothing is removed. */
  async leave(how: 'leftOpen' | 'putAway', last: SavedChat): Promise<void> {
    if (await this.folder.isLost()) this.folder.abandon();
    else if (isEmptyChat(last)) await this.folder.remove();
    else await this.folder.release(how);
  }

  /** Removes what a window left that was killed: files half written, images that its conversation went on without. */
  async tidy({ conversation }: SavedChat): Promise<void> {
    await this.images.keepOnly(conversation.images);
    const names = await readdir(this.folder.path).catch(() => []);
    await Promise.all(names.filter(isPartial).map((name) => rm(join(this.folder.path, name), { force: true })));
  }
}
