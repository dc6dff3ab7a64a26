import type { Conversation } from '../conversation/conversation.ts';
import type { AttachedImage } from '../conversation/attachedImage.ts';
import type { ImagePlace } from './keptImages.ts';
import type { ChatRef, ChatSummary, FoundChat } from './chatSummary.ts';

/** All conversations of the user, in all workspaces. Nothing here touches the one that a window is writing. */
export interface ChatLibrary {
  /** Pinned ones first, then the last changed. Archived ones included. */
  list(signal?: AbortSignal): Promise<readonly ChatSummary[]>;
  /** Those that have all words, in questions, answers (of all versions), titles or names of images; best first. Text between quotes is one word. */
  search(words: string, signal?: AbortSignal): Promise<readonly FoundChat[]>;
  /** Reads what is searched ahead of the first search, which else takes longer than the next ones. */
  prepareSearch(signal?: AbortSignal): Promise<void>;
  /** Undefined where it is gone or cannot be read. */
  read(ref: ChatRef): Promise<Conversation | undefined>;
  /** Where the bytes of an image of a chat are, kept or not; undefined where the chat cannot be. */
  sourceOf(ref: ChatRef, image: Pick<AttachedImage, 'id' | 'origin' | 'montage'>): ImagePlace | undefined;
  /** Undefined: named by its first question again. This and the next two reject where the chat is gone. */
  rename(ref: ChatRef, title: string | undefined): Promise<void>;
  setPinned(ref: ChatRef, pinned: boolean): Promise<void>;
  setArchived(ref: ChatRef, archived: boolean): Promise<void>;
  /** Until `purge` it can be had back. False: a window has it, this one included, or it is gone. */
  delete(ref: ChatRef): Promise<boolean>;
  /** Rejects where it was removed for good. */
  undelete(ref: ChatRef): Promise<void>;
  /** Removes for good what was deleted so long ago, in any window; 0 where it is not given. */
  purge(olderThanMs?: number): Promise<void>;
  /**
   * Removes all for good, kept images and what cannot be read included, but the chats that windows have: of the one
   * that is open here its caller lets go before, with a new chat. How many other windows have.
   */
  deleteEverything(): Promise<{ readonly left: number }>;
}
