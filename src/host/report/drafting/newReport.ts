import { isAbsolute, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { findSection, parseReport } from '../../../report/reportDocument.ts';
import { newReport } from '../../../report/reportTemplate.ts';

/**
 * Opens an untitled Markdown report from the template, the cursor in its first section. `images` are absolute paths.
 */
export async function openNewReport(images: readonly string[]): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const document = await vscode.workspace.openTextDocument({
    language: 'markdown',
    content: newReport(images.map((path) => nameIn(folder, path))),
  });
  const editor = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Active });
  const indication = findSection(parseReport(document.getText()), 'indication');
  if (indication) {
    const start = document.positionAt(indication.body.start);
    editor.selection = new vscode.Selection(start, start);
  }
  return document;
}

/** Relative to the workspace, where an untitled report looks for its images. */
function nameIn(folder: string | undefined, path: string): string {
  const name = folder === undefined ? path : relative(folder, path);
  return name.startsWith('..') || isAbsolute(name) ? path : name.split(sep).join('/');
}
