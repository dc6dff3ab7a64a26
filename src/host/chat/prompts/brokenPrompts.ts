import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { messageText } from '../../../text/messageText.ts';
import { showWarning } from '../../messages/notifications.ts';
import type { BrokenPrompt } from './readPromptFolder.ts';

/** Tells of prompts that cannot be used, each once for as long as it stays as it is. */
export class BrokenPrompts {
  #told: readonly string[] = [];

  tell(broken: readonly BrokenPrompt[]): void {
    const fresh = broken.filter((file) => !this.#told.includes(keyOf(file)));
    this.#told = broken.map(keyOf);
    for (const file of fresh) void tellOne(file);
  }
}

function keyOf({ path, reason }: BrokenPrompt): string {
  return `${path}\n${reason}`;
}

async function tellOne({ path, reason, line }: BrokenPrompt): Promise<void> {
  const open = t`Open`;
  const isFile = path.toLowerCase().endsWith('.md');
  const chosen = await showWarning(messageText`A prompt cannot be used. ${reason}`, ...(isFile ? [open] : []));
  if (chosen !== open) return;
  const place = new vscode.Position(Math.max(0, (line ?? 1) - 1), 0);
  await vscode.window.showTextDocument(vscode.Uri.file(path), { selection: new vscode.Range(place, place) });
}
