import { cp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { restoreConversation } from '../conversation/savedConversation.ts';
import type { SavedChat } from './savedChat.ts';

/** What is used of the editor's `Memento`. */
export interface ChatMemento {
  get(key: string): unknown;
  update(key: string, value: undefined): PromiseLike<void>;
}

/** Where a version before this one kept its only chat: in the editor's state, its images in the window's storage. */
export interface EarlierPlace {
  readonly memento: ChatMemento;
  readonly storage: string;
}

const CONVERSATION = 'llavaMed.conversation';
const DRAFT = 'llavaMed.draft';

export function readEarlierChat({ memento }: EarlierPlace): SavedChat | undefined {
  const conversation = restoreConversation(memento.get(CONVERSATION));
  const draft = memento.get(DRAFT);
  return conversation && { conversation, draft: typeof draft === 'string' ? draft : '' };
}

/** Copies the bytes of its images into the folder of a chat. */
export async function copyEarlierImages(place: EarlierPlace, chat: SavedChat, folder: string): Promise<void> {
  for (const { id, origin } of chat.conversation.images)
    if (origin.kind === 'kept')
      await cp(join(imagesOf(place), basename(id)), join(folder, 'images', basename(id)), { recursive: true }).catch(
        () => undefined,
      );
}

/** Once it is written elsewhere. */
export async function forgetEarlierChat(place: EarlierPlace): Promise<void> {
  await place.memento.update(CONVERSATION, undefined);
  await place.memento.update(DRAFT, undefined);
  await rm(imagesOf(place), { recursive: true, force: true });
}

function imagesOf({ storage }: EarlierPlace): string {
  return join(storage, 'chat-images');
}
