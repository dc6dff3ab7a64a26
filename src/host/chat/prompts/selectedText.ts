import * as vscode from 'vscode';

/** A longer selection was not meant for a question. */
const LONGEST = 4000;

/**
 * What is selected in the active editor now; where none is active, as while the chat is one, in the visible editor that
 * has a selection. Undefined for nothing.
 */
export function selectedText(): string | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editor = activeTextEditor ?? visibleTextEditors.find(({ selection }) => !selection.isEmpty);
  const text = editor?.document.getText(editor.selection).trim().slice(0, LONGEST) ?? '';
  return text === '' ? undefined : text;
}
