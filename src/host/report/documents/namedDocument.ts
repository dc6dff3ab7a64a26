import * as vscode from 'vscode';

/** The open document that a command names by its URI, else the one in the active editor. */
export function namedDocument(uri: unknown): vscode.TextDocument | undefined {
  if (typeof uri !== 'string') return vscode.window.activeTextEditor?.document;
  return vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri);
}
