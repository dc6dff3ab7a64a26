import * as vscode from 'vscode';
import type { MarkdownText } from '../../text/markdownText.ts';

/** The only way to the editor's Markdown. It is never trusted: no command runs from it, and no HTML or icon is drawn. */
export function markdownString(text: MarkdownText): vscode.MarkdownString {
  return new vscode.MarkdownString(text);
}

/** A string in a hover would be Markdown too, so a hover is made here only. */
export function hoverOf(text: MarkdownText, range: vscode.Range): vscode.Hover {
  return new vscode.Hover(markdownString(text), range);
}
