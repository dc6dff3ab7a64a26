import * as vscode from 'vscode';
import type { MessageText } from '../../text/messageText.ts';

/**
 * The only way to a notification: the sentence comes from `messageText`, so nothing foreign in it is a link. Buttons are
 * ours. Resolves with the title of the button that was chosen.
 */
export function showError(text: MessageText, ...buttons: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showErrorMessage(text, ...buttons);
}

export function showWarning(text: MessageText, ...buttons: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(text, ...buttons);
}

export function showInformation(text: MessageText, ...buttons: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(text, ...buttons);
}

/** A dialog that only tells; it is closed by its own button. */
export async function tellInDialog(title: MessageText, detail: MessageText): Promise<void> {
  await vscode.window.showInformationMessage(title, { modal: true, detail });
}

/** A dialog that must be answered before anything else; `detail` stands below the question. */
export function askFirst(
  question: MessageText,
  detail: MessageText,
  ...buttons: readonly string[]
): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(question, { modal: true, detail }, ...buttons);
}
