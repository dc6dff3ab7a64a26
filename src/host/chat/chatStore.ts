import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type * as vscode from 'vscode';
import type { AttachedImage, Conversation } from '../../conversation/conversation.ts';
import { emptyConversation } from '../../conversation/conversation.ts';
import { restoreConversation, saveConversation } from '../../conversation/savedConversation.ts';
import type { ImageSource } from '../../imaging/imaging.ts';

const KEY = 'llavaMed.conversation';
const DRAFT_KEY = 'llavaMed.draft';
const SAVE_DELAY_MS = 400;

/**
 * Carries the conversation across reloads of the window: its data in the editor's state, and the bytes of images that
 * came without a file (dropped, pasted) in a folder of the chat's own, one subfolder an image so that it keeps its
 * name.
 */
export class ChatStore {
  readonly #memento: vscode.Memento;
  readonly #folder: string;
  #timer: NodeJS.Timeout | undefined;
  #unsaved: Conversation | undefined;

  constructor(memento: vscode.Memento, storage: vscode.Uri) {
    this.#memento = memento;
    this.#folder = join(storage.fsPath, 'chat-images');
  }

  /** The conversation of the last session, or a new one. Removes kept images that it does not use. */
  async restore(): Promise<Conversation> {
    const conversation = restoreConversation(this.#memento.get(KEY)) ?? emptyConversation(randomUUID());
    const used = new Set(conversation.images.map((image) => image.id));
    const kept = await readdir(this.#folder).catch(() => []);
    await Promise.all(kept.filter((id) => !used.has(id)).map((id) => this.forget(id)));
    return conversation;
  }

  /** Saves soon; several changes at once are one write. */
  save(conversation: Conversation): void {
    this.#unsaved = conversation;
    this.#timer ??= setTimeout(() => {
      void this.flush();
    }, SAVE_DELAY_MS);
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const conversation = this.#unsaved;
    this.#unsaved = undefined;
    if (conversation !== undefined) await this.#memento.update(KEY, saveConversation(conversation));
  }

  /** The question that was being typed. */
  get draft(): string {
    return this.#memento.get(DRAFT_KEY, '');
  }

  async saveDraft(draft: string): Promise<void> {
    await this.#memento.update(DRAFT_KEY, draft);
  }

  /** Writes the bytes of an image and gives where they are, as the conversation notes it. */
  async keep(imageId: string, name: string, bytes: Uint8Array): Promise<AttachedImage['origin']> {
    const file = basename(name).replaceAll(/[<>:"/\\|?*\0]/gu, '_');
    await mkdir(join(this.#folder, imageId), { recursive: true });
    await writeFile(join(this.#folder, imageId, file), bytes);
    return { kind: 'kept', file };
  }

  sourceOf({ id, origin }: AttachedImage): ImageSource & { kind: 'file' } {
    return { kind: 'file', path: origin.kind === 'file' ? origin.path : join(this.#folder, id, basename(origin.file)) };
  }

  async forget(imageId: string): Promise<void> {
    await rm(join(this.#folder, basename(imageId)), { recursive: true, force: true });
  }
}
