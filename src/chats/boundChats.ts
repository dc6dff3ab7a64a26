import type { ChatLibrary } from './chatLibrary.ts';
import type { ChatSummary } from './chatSummary.ts';

/** A chat that was changed so lately is in use. */
const IN_USE_MS = 30 * 24 * 3_600_000;

export interface BoundResult {
  /** Deleted, oldest first; they can be had back until `purge`. */
  readonly removed: readonly ChatSummary[];
  /** By how much the chats that are left are above the bound; 0 where they are not. */
  readonly bytesAbove: number;
}

/**
 * Deletes the oldest chats, archived ones first, until all others take at most `maxBytes`. Those that are pinned, in a
 * window, or were changed within 30 days stay, so the bound may not be reached.
 */
export async function boundChats(
  library: Pick<ChatLibrary, 'list' | 'delete'>,
  { maxBytes, now = Date.now() }: { readonly maxBytes: number; readonly now?: number },
): Promise<BoundResult> {
  const chats = await library.list();
  let bytesAbove = chats.reduce((sum, { bytes }) => sum + bytes, 0) - maxBytes;
  const removed: ChatSummary[] = [];
  const oldest = chats
    .filter(({ pinned, open, changedAt }) => !pinned && open === 'no' && now - changedAt > IN_USE_MS)
    .sort((one, other) => Number(other.archived) - Number(one.archived) || one.changedAt - other.changedAt);
  for (const chat of oldest) {
    if (bytesAbove <= 0) break;
    if (!(await library.delete(chat.ref))) continue;
    removed.push(chat);
    bytesAbove -= chat.bytes;
  }
  return { removed, bytesAbove: Math.max(0, bytesAbove) };
}
