import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Conversation } from '../conversation/conversation.ts';
import { restoreConversation, saveConversation } from '../conversation/savedConversation.ts';
import { readRegularFile } from '../files/regularFile.ts';
import { CHAT_FILE } from './chatPlace.ts';

/** No chat that a person has had is nearly as large. */
const MOST_BYTES = 256 * 2 ** 20;

/** What the file of a chat holds. */
export interface SavedChat {
  readonly conversation: Conversation;
  /** The question that was being typed. */
  readonly draft: string;
}

export function isEmptyChat({ conversation: { images, exchanges }, draft }: SavedChat): boolean {
  return images.length + exchanges.length === 0 && draft === '';
}

export function savedChatText({ conversation, draft }: SavedChat): string {
  return JSON.stringify({ chat: saveConversation(conversation), draft });
}

/** Undefined where there is none, it is damaged, or a later version wrote it. */
export async function readSavedChat(folder: string): Promise<SavedChat | undefined> {
  try {
    const path = join(folder, CHAT_FILE);
    if ((await stat(path)).size > MOST_BYTES) return undefined;
    const saved = JSON.parse((await readRegularFile(path)).toString('utf8')) as {
      readonly chat?: unknown;
      readonly draft?: unknown;
    } | null;
    const conversation = restoreConversation(saved?.chat);
    return conversation && { conversation, draft: typeof saved?.draft === 'string' ? saved.draft : '' };
  } catch {
    return undefined;
  }
}
