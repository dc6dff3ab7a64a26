import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { parseReport, type ReportDocument } from '../../../report/reportDocument.ts';
import type { ContentChange, LineBreak, TextRange } from '../../../report/reading/textRange.ts';

/** Documents that may be reports; which of them are is read from their text. */
export const reportSelector: vscode.DocumentFilter[] = ['markdown', 'plaintext'].flatMap((language) =>
  ['file', 'untitled'].map((scheme) => ({ language, scheme })),
);

/** A longer text is no report, and not read for one at every key press. */
const longestReport = 2_000_000;

const parsed = new WeakMap<vscode.TextDocument, { version: number; report: ReportDocument | undefined }>();

/** The document as a report; undefined when it is none. */
export function reportOf(document: vscode.TextDocument): ReportDocument | undefined {
  const known = parsed.get(document);
  if (known?.version === document.version) return known.report;
  let report: ReportDocument | undefined;
  if (vscode.languages.match(reportSelector, document) > 0) {
    const text = document.getText();
    if (text.length <= longestReport) report = { ...parseReport(text), eol: lineBreak(document) };
  }
  if (!report?.isReport) report = undefined;
  parsed.set(document, { version: document.version, report });
  return report;
}

export function lineBreak(document: vscode.TextDocument): LineBreak {
  return document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
}

export function toRange(document: vscode.TextDocument, range: TextRange): vscode.Range {
  return new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
}

/** One undo step. False when the document changed under way or cannot be edited. */
async function applyToDocument(document: vscode.TextDocument, change: ContentChange): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    toRange(document, { start: change.offset, end: change.offset + change.length }),
    change.text,
  );
  return vscode.workspace.applyEdit(edit);
}

/**
 * Makes an edit that is worked out from the document as it is at that moment: when someone types in between, it is
 * worked out anew. `plan` answers undefined when there is nothing (any more) to do. True when the edit was made.
 */
export async function editDocument(
  document: vscode.TextDocument,
  plan: () => ContentChange | undefined,
): Promise<boolean> {
  for (;;) {
    const { version } = document;
    const change = document.isClosed ? undefined : plan();
    if (!change) return false;
    if (await applyToDocument(document, change)) return true;
    if (!(await changesSoon(document, version))) return false;
  }
}

/**
 * An edit is refused when the window has a newer version of the document than this process: that one then arrives here
 * too.
 */
async function changesSoon(document: vscode.TextDocument, version: number): Promise<boolean> {
  for (let wait = 0; wait < 100 && document.version === version; wait += 1) await delay(20);
  return document.version !== version;
}
