import type { ChatLibrary } from '../../../chats/chatLibrary.ts';
import type { ChatRef } from '../../../chats/chatSummary.ts';
import type { AttachedImage } from '../../../conversation/attachedImage.ts';
import type { Conversation } from '../../../conversation/conversation.ts';
import type { PlacedOrigin } from '../../../conversation/exports/exportedFile.ts';
import type { Log } from '../../messages/log.ts';

/** What exporting and importing need of the chat. */
export interface ExportServices {
  readonly library: Pick<ChatLibrary, 'list' | 'read' | 'rename'>;
  /** The conversation of this window, as it is now. */
  current(): { readonly ref: ChatRef; readonly conversation: Conversation; readonly title: string };
  /** The bytes behind an origin of the image: its own, or that of a tile of it. Rejects where they cannot be read. */
  imageBytes(ref: ChatRef, image: AttachedImage, origin: PlacedOrigin): Promise<Uint8Array>;
  /** PNG as displayed: frame, window, region and montage as the chat has them. Rejects where it cannot be decoded. */
  picture(ref: ChatRef, image: AttachedImage, signal: AbortSignal): Promise<Uint8Array>;
  /**
   * An image as the chat would attach it, with an id of its own and the origin `kept` under the name. Keeps nothing
   * itself. Rejects with an `ImagingError`.
   */
  readImage(name: string, bytes: Uint8Array, signal: AbortSignal): Promise<AttachedImage>;
  /**
   * Puts a conversation into the list without showing it, as one of this workspace and in a folder of its own. For each
   * origin `kept` of its images, tiles included, asks once for the bytes: by the image's id and the origin's file;
   * undefined: there are none, the image's card will say so.
   */
  importConversation(
    conversation: Conversation,
    bytesOf: (imageId: string, file: string) => Promise<Uint8Array | undefined>,
  ): Promise<ChatRef>;
  readonly log: Log;
}
