import { isAbsolute, relative, sep } from 'node:path';
import type { AttachedImage } from '../../../conversation/attachedImage.ts';
import { conversationJson } from '../../../conversation/exports/conversationJson.ts';
import { conversationMarkdown } from '../../../conversation/exports/conversationMarkdown.ts';
import { isSafePath, picturePath } from '../../../conversation/exports/exportedFile.ts';
import { imageFiles, sourcesWithout } from '../../../conversation/exports/imageFiles.ts';
import { type LlavaConversation, llavaConversations } from '../../../conversation/exports/llavaConversations.ts';
import type { ExportedChat } from './exportedChat.ts';
import type { ExportServices } from './exportServices.ts';

export type ExportFormat = 'markdown' | 'json' | 'llava';

/** Where an export goes. */
export interface ExportPlace {
  /** Folder of the exported file, where it is on this machine's disk. */
  readonly folder: string | undefined;
  /** Writes a file beside the exported one; missing: the images do not go along. */
  readonly write?: (file: string, bytes: Uint8Array) => Promise<void>;
  /** Several conversations in one file. */
  readonly isMany: boolean;
}

/** What could not be told, to be said to the person. */
export interface ExportRemarks {
  conversations: number;
  /** Images whose bytes could not be read. */
  unreadable: number;
  /** Exchanges that LLaVA's format cannot tell. */
  aboutSeveralImages: number;
  withoutImage: number;
  unanswered: number;
}

export interface ComposedExport {
  readonly text: string;
  readonly remarks: ExportRemarks;
}

/** The exported file, once its images are written. Rejects with the signal's reason on abort, or as `write` does. */
export async function composeExport(
  services: ExportServices,
  format: ExportFormat,
  chats: AsyncIterable<ExportedChat>,
  place: ExportPlace,
  signal: AbortSignal,
): Promise<ComposedExport> {
  const remarks: ExportRemarks = {
    conversations: 0,
    unreadable: 0,
    aboutSeveralImages: 0,
    withoutImage: 0,
    unanswered: 0,
  };
  const compose = { services, place, signal, remarks };
  const texts: string[] = [];
  const items: LlavaConversation[] = [];
  for await (const chat of chats) {
    remarks.conversations++;
    const prefix = place.isMany ? `chat-${remarks.conversations}-` : '';
    if (format === 'llava') items.push(...(await llavaOf(compose, chat, prefix)));
    else texts.push(await (format === 'json' ? jsonOf : markdownOf)(compose, chat, prefix));
  }
  return { text: format === 'llava' ? `${JSON.stringify(items, undefined, 2)}\n` : texts.join(''), remarks };
}

interface Compose {
  readonly services: ExportServices;
  readonly place: ExportPlace;
  readonly signal: AbortSignal;
  readonly remarks: ExportRemarks;
}

async function jsonOf(compose: Compose, { ref, conversation, about }: ExportedChat, prefix: string): Promise<string> {
  const { services, place } = compose;
  const { sources, copies } = imageFiles(conversation, {
    copies: place.write !== undefined,
    prefix,
    beside: (path) => besidePath(place.folder, path),
  });
  const missing = new Set<string>();
  for (const { image, origin, file } of copies)
    if (!(await written(compose, file, () => services.imageBytes(ref, image, origin)))) missing.add(file);
  return conversationJson(conversation, about, { sources: sourcesWithout(sources, missing), oneLine: place.isMany });
}

async function markdownOf(compose: Compose, chat: ExportedChat, prefix: string): Promise<string> {
  const { conversation, about } = chat;
  return conversationMarkdown(conversation, about, await pictures(compose, chat, prefix, conversation.images));
}

async function llavaOf(compose: Compose, chat: ExportedChat, prefix: string): Promise<readonly LlavaConversation[]> {
  const { conversation } = chat;
  const { remarks } = compose;
  const used: AttachedImage[] = [];
  const { leftOut } = llavaConversations(conversation, (image) => (used.push(image), image.name));
  remarks.aboutSeveralImages += leftOut.aboutSeveralImages;
  remarks.withoutImage += leftOut.withoutImage;
  remarks.unanswered += leftOut.unanswered;
  const files = await pictures(compose, chat, prefix, [...new Set(used)]);
  // Of an image that stays behind its name, under which its owner has it.
  return llavaConversations(conversation, (image) => files.get(image.id)?.split('/').at(-1) ?? image.name).items;
}

/** Files of those that could be written, by the images' ids. */
async function pictures(
  compose: Compose,
  { ref, conversation }: ExportedChat,
  prefix: string,
  images: readonly AttachedImage[],
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  if (compose.place.write === undefined) return files;
  for (const image of images) {
    const file = picturePath(conversation, image, prefix);
    if (await written(compose, file, () => compose.services.picture(ref, image, compose.signal)))
      files.set(image.id, file);
  }
  return files;
}

/** False, and counted, where the bytes cannot be read: the rest is worth having. */
async function written(
  { place, signal, remarks }: Compose,
  file: string,
  read: () => Promise<Uint8Array>,
): Promise<boolean> {
  signal.throwIfAborted();
  let bytes: Uint8Array;
  try {
    bytes = await read();
  } catch {
    signal.throwIfAborted();
    remarks.unreadable++;
    return false;
  }
  await place.write?.(file, bytes);
  return true;
}

/** A file as seen from a folder above it, with `/` between the names. */
function besidePath(folder: string | undefined, path: string): string | undefined {
  if (folder === undefined) return undefined;
  const from = relative(folder, path);
  const seen = isAbsolute(from) ? '' : from.split(sep).join('/');
  return isSafePath(seen) ? seen : undefined;
}
