import { randomUUID } from 'node:crypto';
import type * as vscode from 'vscode';
import type { ChatRef } from '../../../chats/chatSummary.ts';
import { questionTitle } from '../../../chats/questionTitle.ts';
import type { AttachedImage } from '../../../conversation/attachedImage.ts';
import { conversationOfItem, type LlavaItem } from '../../../conversation/exports/llavaItem.ts';
import type { ReadConversation } from '../../../conversation/exports/readConversationFile.ts';
import type { ImportedChat } from '../../../conversation/exports/readImport.ts';
import { ImagingError } from '../../../imaging/intake/imagingErrors.ts';
import type { ExportServices } from './exportServices.ts';
import { findFile } from './filesBeside.ts';
import { placedImage } from './placedImage.ts';

export interface Imported {
  readonly ref: ChatRef;
  /** Images whose bytes were not found, or are not those that were asked about. */
  readonly missing: number;
}

/** `folders`: where its images are looked for, the file's own first. */
export function importOne(
  services: ExportServices,
  chat: ImportedChat,
  folders: readonly vscode.Uri[],
  signal: AbortSignal,
): Promise<Imported> {
  return chat.kind === 'conversation'
    ? importOurs(services, chat.read, folders)
    : importItem(services, chat.item, folders, signal);
}

async function importOurs(
  services: ExportServices,
  { conversation, sources, title }: ReadConversation,
  folders: readonly vscode.Uri[],
): Promise<Imported> {
  let missing = 0;
  /** Relative paths of what is to be kept, by the image and its kept name. */
  const kept = new Map<string, string>();
  const images: AttachedImage[] = [];
  for (const image of conversation.images) {
    const placed = await placedImage(image, sources.get(image.id), folders);
    for (const [file, path] of placed.kept) kept.set(`${image.id}/${file}`, path);
    images.push({ ...image, origin: placed.origin });
    if (placed.isMissing) missing++;
  }
  const ref = await services.importConversation({ ...conversation, images }, async (imageId, file) => {
    const path = kept.get(`${imageId}/${file}`);
    return path === undefined ? undefined : (await findFile(folders, path))?.bytes;
  });
  // A person's own title; else the list makes the same one of the first question.
  const { library } = services;
  if (title !== '' && title !== questionTitle(conversation)) await library.rename(ref, title);
  return { ref, missing };
}

async function importItem(
  services: ExportServices,
  item: LlavaItem,
  folders: readonly vscode.Uri[],
  signal: AbortSignal,
): Promise<Imported> {
  const path = item.image;
  const found = path === undefined ? undefined : await findFile(folders, path);
  const image = found && (await readOrNone(services, path?.split('/').at(-1) ?? '', found.bytes, signal));
  const conversation = conversationOfItem(item, randomUUID(), image, randomUUID);
  const ref = await services.importConversation(conversation, () => Promise.resolve(found?.bytes));
  return { ref, missing: path !== undefined && image === undefined ? 1 : 0 };
}

/** What is no image is as good as not there. */
async function readOrNone(
  services: ExportServices,
  name: string,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<AttachedImage | undefined> {
  try {
    return await services.readImage(name, bytes, signal);
  } catch (error) {
    if (error instanceof ImagingError) return undefined;
    throw error;
  }
}
