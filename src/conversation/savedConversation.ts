/** A conversation as it is saved across reloads of a window: versioned, and checked when it is read. */
import * as v from 'valibot';
import { type Conversation, ConversationSchema, isAnswering } from './conversation.ts';
import { failAnswer } from './conversationEdits.ts';

const SAVED_VERSION = 1;
const SavedSchema = v.object({ version: v.literal(SAVED_VERSION), conversation: ConversationSchema });

/** A plain value that survives JSON. Holds no pixels but the thumbnails. */
export function saveConversation(conversation: Conversation): unknown {
  return { version: SAVED_VERSION, conversation };
}

/**
 * The saved conversation, or undefined when there is none, it is of another version or it is damaged. An answer that
 * was being written when the window went away has failed: its text stays and it can be asked for again.
 */
export function restoreConversation(saved: unknown): Conversation | undefined {
  const read = v.safeParse(SavedSchema, saved);
  if (!read.success) return undefined;
  const { conversation } = read.output;
  if (!isAnswering(conversation)) return conversation;
  return failAnswer(conversation, {
    code: 'interrupted',
    message:
      'The window was closed or reloaded before this answer was finished. What had been written is kept; retry for a whole answer.',
    waysOut: ['retry'],
  });
}
