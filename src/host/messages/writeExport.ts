import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { messageText } from '../../text/messageText.ts';
import { showError, showInformation } from './notifications.ts';

/** What is offered once a file was written. */
export interface ExportOffer {
  readonly title: string;
  readonly run: (target: vscode.Uri) => Thenable<unknown>;
}

const open = (): ExportOffer => ({
  title: t`Open`,
  run: (target) => vscode.commands.executeCommand('vscode.open', target),
});

/** Writes a file where a person wants it, and says so, or why it could not be written. */
export async function writeExport(target: vscode.Uri, bytes: Uint8Array, offer: ExportOffer = open()): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
    // Not awaited: the message stays until it is read.
    void tellWhere(target, offer);
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError)) throw error;
    void showError(
      messageText`${basename(target.path)} could not be written (${error.code}). Choose a folder that you may write to.`,
    );
  }
}

async function tellWhere(target: vscode.Uri, { title, run }: ExportOffer): Promise<void> {
  if ((await showInformation(messageText`Saved ${basename(target.path)}.`, title)) === title) await run(target);
}
