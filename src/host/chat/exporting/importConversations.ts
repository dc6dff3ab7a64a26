import { t } from '@vscode/l10n';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ChatRef } from '../../../chats/chatSummary.ts';
import { IMAGES_FOLDER } from '../../../conversation/exports/exportedFile.ts';
import { IMPORT_BOUNDS } from '../../../conversation/exports/importBounds.ts';
import { ImportError, importErrors } from '../../../conversation/exports/importErrors.ts';
import { type ReadImport, readImport } from '../../../conversation/exports/readImport.ts';
import { counted } from '../../../text/counted.ts';
import { joinMessages, messageText, type MessageText } from '../../../text/messageText.ts';
import { withCancellableProgress } from '../../messages/cancellableProgress.ts';
import { showError, showInformation } from '../../messages/notifications.ts';
import { chooseChats } from './chooseChats.ts';
import type { ExportServices } from './exportServices.ts';
import { foldersOfImages } from './foldersOfImages.ts';
import { importOne } from './importOne.ts';

interface Sums {
  refs: ChatRef[];
  missing: number;
  leftOut: number;
}

/** Takes conversations of files that a person picks into the list: ours, or LLaVA's. */
export async function importConversations(services: ExportServices): Promise<void> {
  const files = await vscode.window.showOpenDialog({
    title: t`Conversations to import: JSON or JSONL, of this extension or of LLaVA`,
    openLabel: t`Import`,
    canSelectMany: true,
    filters: { 'JSON, JSONL': ['json', 'jsonl'], [t`All files`]: ['*'] },
  });
  const sums: Sums = { refs: [], missing: 0, leftOut: 0 };
  for (const file of files ?? [])
    try {
      await importFile(services, file, sums);
    } catch (error) {
      // Not awaited: the message stays until it is read.
      if (error instanceof ImportError) void showError(messageText`${error.message}`);
      else if (error instanceof vscode.FileSystemError)
        void showError(
          messageText`${basename(file.path)} could not be read (${error.code}). See whether it is still there.`,
        );
      else throw error;
    }
  if (sums.refs.length > 0) void tell(sums);
}

async function importFile(services: ExportServices, file: vscode.Uri, sums: Sums): Promise<void> {
  const { chats, leftOut } = await read(file);
  const chosen = await chooseChats(chats, basename(file.path));
  if (chosen === undefined) return;
  const beside = vscode.Uri.joinPath(file, '..');
  const folders = await foldersOfImages(chosen, [beside, vscode.Uri.joinPath(beside, IMAGES_FOLDER)]);
  if (folders === undefined) return;
  sums.leftOut += leftOut;
  await withCancellableProgress(messageText`Importing ${basename(file.path)}…`, async (signal, report) => {
    for (const chat of chosen) {
      try {
        signal.throwIfAborted();
        const { ref, missing } = await importOne(services, chat, folders, signal);
        sums.refs.push(ref);
        sums.missing += missing;
      } catch (error) {
        // What has come until then stays, and is said.
        if (signal.aborted) return;
        throw error;
      }
      report({ increment: 100 / chosen.length });
    }
  });
}

async function read(file: vscode.Uri): Promise<ReadImport> {
  const name = basename(file.path);
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > IMPORT_BOUNDS.bytes) throw importErrors.tooLarge(name, size, IMPORT_BOUNDS.bytes);
  return readImport(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)), name);
}

async function tell({ refs, missing, leftOut }: Sums): Promise<void> {
  const open = t`Open`;
  const [only, ...others] = refs;
  const text = joinMessages(
    [
      messageText`${counted(refs.length, 'conversation')} imported.`,
      ...(missing === 0 ? [] : [missingText(missing)]),
      ...(leftOut === 0
        ? []
        : [messageText`${counted(leftOut, 'item')} left out: without an answer, or out of order.`]),
    ],
    ' ',
  );
  const chosen = await showInformation(text, ...(others.length === 0 ? [open] : []));
  if (chosen === open) await vscode.commands.executeCommand('llavaMed.openConversation', only);
}

function missingText(count: number): MessageText {
  return count === 1
    ? messageText`1 image not found, or not the same any more: add it to the chat again before you ask on.`
    : messageText`${count} images not found, or not the same any more: add them to the chat again before you ask on.`;
}
