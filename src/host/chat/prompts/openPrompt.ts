import * as vscode from 'vscode';

/** Shows a prompt's file, with its text selected. */
export async function openPrompt(path: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  const text = document.getText();
  const start = /^---\n[^]*?\n---\n\s*/u.exec(text.replaceAll('\r\n', '\n'))?.[0].split('\n').length ?? 1;
  const from = new vscode.Position(Math.min(start, document.lineCount) - 1, 0);
  const to = document.positionAt(text.trimEnd().length);
  await vscode.window.showTextDocument(document, { preview: false, selection: new vscode.Range(from, to) });
}
