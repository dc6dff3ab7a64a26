import type { Conversation } from '../conversation/conversation.ts';
import { ChatFolder, type ChatWindow } from './chatFolder.ts';
import type { ChatRef } from './chatSummary.ts';
import { OpenChat } from './openChat.ts';

/**
 * Puts a conversation into the list without opening it, in a folder of its own. `bytesOf`: of what its images keep, by
 * the image's id and the name of the kept file; undefined: there are none. Rejects where it cannot be written, and then
 * nothing of it stays.
 */
export async function addChat(
  window: ChatWindow,
  conversation: Conversation,
  bytesOf: (imageId: string, file: string) => Promise<Uint8Array | undefined>,
): Promise<ChatRef> {
  const folder = await ChatFolder.create(window);
  try {
    const chat = new OpenChat(folder, conversation.id);
    for (const { id, origin } of conversation.images) {
      const origins = origin.kind === 'montage' ? origin.tiles.map((tile) => tile.origin) : [origin];
      const files = new Set(origins.flatMap((one) => (one.kind === 'kept' ? [one.file] : [])));
      for (const file of files) {
        const bytes = await bytesOf(id, file);
        if (bytes !== undefined) await chat.images.keep(id, file, bytes);
      }
    }
    await chat.write({ conversation, draft: '' });
    await folder.release('putAway');
    return folder.ref;
  } catch (error) {
    await folder.remove();
    throw error;
  }
}
