import { t } from '@vscode/l10n';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { messageText } from '../../../text/messageText.ts';
import { showWarning } from '../../messages/notifications.ts';
import type { BrokenFile } from './templateLibrary.ts';

/** Tells of files among the templates that cannot be used, each once for as long as it stays as it is. */
export class BrokenFiles {
  #told: readonly string[] = [];

  tell(broken: readonly BrokenFile[]): void {
    const fresh = broken.filter((file) => !this.#told.includes(keyOf(file)));
    this.#told = broken.map(keyOf);
    for (const file of fresh) void tellOne(file);
  }
}

function keyOf({ path, reason }: BrokenFile): string {
  return `${path}\n${reason}`;
}

async function tellOne({ path, reason, line }: BrokenFile): Promise<void> {
  const open = t`Open`;
  const chosen = await showWarning(messageText`${basename(path)} cannot be used in reports. ${reason}`, open);
  if (chosen !== open) return;
  const place = new vscode.Position(Math.max(0, (line ?? 1) - 1), 0);
  await vscode.window.showTextDocument(vscode.Uri.file(path), { selection: new vscode.Range(place, place) });
}
