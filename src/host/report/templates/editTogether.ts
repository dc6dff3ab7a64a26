import { setTimeout as delay } from 'node:timers/promises';
import type * as vscode from 'vscode';
import type { ContentChange } from '../../../report/reading/textRange.ts';
import { toRange } from '../documents/reportDocuments.ts';

/**
 * Makes changes in several places as one undo step, so that what stands between them keeps its place. They are worked
 * out anew when someone types in between; their offsets are those of the text before. Answers them; undefined when the
 * document cannot be edited.
 */
export async function editTogether(
  editor: vscode.TextEditor,
  plan: () => readonly ContentChange[],
): Promise<readonly ContentChange[] | undefined> {
  const { document } = editor;
  for (let attempt = 0; attempt < 50 && !document.isClosed; attempt += 1) {
    const changes = plan();
    if (changes.length === 0) return changes;
    const edited = editor.edit((edit) => {
      for (const { offset, length, text } of changes)
        edit.replace(toRange(document, { start: offset, end: offset + length }), text);
    });
    // An editor that was closed rejects.
    const done = await Promise.resolve(edited).catch(() => false);
    if (done) return changes;
    // The window has a newer version of the document, which arrives here too.
    await delay(20);
  }
  return undefined;
}
