import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { ContentChange } from '../../../report/reading/textRange.ts';
import { toRange } from './reportDocuments.ts';

/** Whether an edit begins, and ends, an undo step; else it joins the one before. */
export interface UndoStops {
  readonly before: boolean;
  readonly after: boolean;
}

/**
 * Makes an edit that may be part of a longer undo step; only an editor that shows the document can. Cursors stay where
 * they are. False where none shows it, or it cannot be edited; worked out anew when somebody types under way.
 */
export async function joinedEdit(
  document: vscode.TextDocument,
  plan: () => ContentChange | undefined,
  stops: UndoStops,
): Promise<boolean> {
  for (let tries = 0; tries < 50; tries += 1) {
    const editor = vscode.window.visibleTextEditors.find((one) => one.document === document);
    const change = editor && !document.isClosed ? plan() : undefined;
    if (!editor || !change) return false;
    const range = toRange(document, { start: change.offset, end: change.offset + change.length });
    const { version } = document;
    const done = await Promise.resolve(
      editor.edit(
        (edit) => {
          edit.replace(range, change.text);
        },
        { undoStopBefore: stops.before, undoStopAfter: stops.after },
      ),
    ).catch(() => false);
    // An editor that is locked takes an edit, does nothing, and answers that it was done.
    if (done) return document.version !== version;
    // The window has a newer text, which arrives here soon; a document that stays the same refuses edits.
    for (let wait = 0; wait < 25 && document.version === version; wait += 1) await delay(20);
    if (document.version === version) return false;
  }
  return false;
}
