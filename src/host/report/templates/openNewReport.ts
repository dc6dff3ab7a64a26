import { isAbsolute, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { findSection, parseReport } from '../../../report/reportDocument.ts';
import { newReport } from '../../../report/reportTemplate.ts';

/**
 * Opens an untitled Markdown report with every section empty, the cursor in its first; nothing is asked. `images` are
 * absolute paths.
 */
export async function openNewReport(images: readonly string[]): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({
    language: 'markdown',
    content: newReport(images.map(newReportImageName)),
  });
  const editor = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Active });
  startWriting(editor);
  return document;
}

/** As a report that has no file yet names an image: relative to the workspace, where it looks for its images. */
export function newReportImageName(path: string): string {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const name = folder === undefined ? path : relative(folder, path);
  return name.startsWith('..') || isAbsolute(name) ? path : name.split(sep).join('/');
}

/** Puts the cursor into the first section, as far as the report has an Indication. */
export function startWriting(editor: vscode.TextEditor): void {
  const { document } = editor;
  const indication = findSection(parseReport(document.getText()), 'indication');
  if (!indication) return;
  const start = document.positionAt(indication.body.start);
  editor.selection = new vscode.Selection(start, start);
}
