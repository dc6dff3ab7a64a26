import { t } from '@vscode/l10n';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { localUri } from '../../images/imageSource.ts';
import { withCancellableProgress } from '../../messages/cancellableProgress.ts';
import { askFirst, showError, showInformation } from '../../messages/notifications.ts';
import { writeExport } from '../../messages/writeExport.ts';
import { joinMessages, messageText, type MessageText } from '../../../text/messageText.ts';
import { type ComposedExport, type ExportPlace, composeExport, type ExportFormat } from './composeExport.ts';
import type { ExportedChat } from './exportedChat.ts';
import { exportRemarks } from './exportRemarks.ts';
import type { ExportServices } from './exportServices.ts';

/** What of the images goes along, by the format: it makes a difference to who may see it. */
const COPIES: Readonly<Record<ExportFormat, () => MessageText>> = {
  json: () =>
    messageText`With images, copies of the files themselves go along: DICOM files hold the patient’s name and dates. Without, previews of 96 pixels and the names of the images stay in the JSON.`,
  markdown: () =>
    messageText`With images, pictures as the chat shows them go along. Without, the note has their names.`,
  llava: () =>
    messageText`With images, pictures as the chat shows them go along. Without, the items have the names of your own files.`,
};

export interface ExportWish {
  readonly format: ExportFormat;
  /** Of the exported file. */
  readonly extension: 'md' | 'json' | 'jsonl';
  readonly isMany: boolean;
  readonly hasImages: boolean;
  readonly chats: (signal: AbortSignal) => AsyncIterable<ExportedChat>;
}

/** Asks whether the images go along and where to, writes it, and says what could not be told. */
export async function exportTo(services: ExportServices, wish: ExportWish): Promise<void> {
  const withImages = t`With Images`;
  const without = t`Without`;
  const choice = wish.hasImages
    ? await askFirst(
        messageText`Should the images themselves go along? They may identify the patient.`,
        joinMessages(
          [
            COPIES[wish.format](),
            messageText`Names that are burned into a picture are neither found nor removed. Questions and answers go along as they were written.`,
          ],
          ' ',
        ),
        withImages,
        without,
      )
    : without;
  if (choice === undefined) return;
  // Not the conversation's title: a question may name the patient.
  const name = `${wish.isMany ? 'chats' : 'chat'}-${new Date().toISOString().slice(0, 10)}`;
  if (choice === withImages) await exportFolder(services, wish, name);
  else await exportFile(services, wish, name);
}

async function exportFile(services: ExportServices, wish: ExportWish, name: string): Promise<void> {
  const { extension, format } = wish;
  const first = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: t`Export`,
    ...(first === undefined ? {} : { defaultUri: vscode.Uri.joinPath(first, `${name}.${extension}`) }),
    filters: { [extension.toUpperCase()]: [extension] },
  });
  if (target === undefined) return;
  const local = localUri(target);
  const place = { folder: local.scheme === 'file' ? dirname(local.fsPath) : undefined, isMany: wish.isMany };
  const composed = await composing(services, wish, place, format);
  if (composed === undefined) return;
  await writeExport(target, new TextEncoder().encode(composed.text));
  const remarks = exportRemarks(composed.remarks);
  // Not awaited: the message stays until it is read.
  if (remarks !== undefined) void showInformation(remarks);
}

/** A new folder, with the file and a folder of its images. */
async function exportFolder(services: ExportServices, wish: ExportWish, name: string): Promise<void> {
  const [parent] =
    (await vscode.window.showOpenDialog({
      title: t`In which folder? A new one is made in it`,
      openLabel: t`Export Here`,
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  if (parent === undefined) return;
  try {
    const folder = await newFolder(parent, name);
    const place: ExportPlace = {
      folder: undefined,
      isMany: wish.isMany,
      write: async (file, bytes) =>
        vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, ...file.split('/')), bytes),
    };
    const composed = await composing(services, wish, place, wish.format);
    if (composed === undefined) {
      // Half of an export would pass for one.
      await vscode.workspace.fs.delete(folder, { recursive: true });
      return;
    }
    const file = vscode.Uri.joinPath(folder, `${wish.isMany ? 'conversations' : 'conversation'}.${wish.extension}`);
    await writeExport(file, new TextEncoder().encode(composed.text));
    const remarks = exportRemarks(composed.remarks);
    if (remarks !== undefined) void showInformation(remarks);
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError)) throw error;
    void showError(
      messageText`Nothing could be exported there (${error.code}). Choose a folder that you may write to.`,
    );
  }
}

/** Undefined when the user cancels. */
async function composing(
  services: ExportServices,
  { chats }: ExportWish,
  place: ExportPlace,
  format: ExportFormat,
): Promise<ComposedExport | undefined> {
  return withCancellableProgress(messageText`Exporting…`, async (signal) => {
    try {
      return await composeExport(services, format, chats(signal), place, signal);
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  });
}

/** `name`, or `name-2` and so on where there is one. */
async function newFolder(parent: vscode.Uri, name: string): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const folder = vscode.Uri.joinPath(parent, number === 1 ? name : `${name}-${number}`);
    const isThere = await vscode.workspace.fs.stat(folder).then(
      () => true,
      () => false,
    );
    if (isThere) continue;
    await vscode.workspace.fs.createDirectory(folder);
    return folder;
  }
}
