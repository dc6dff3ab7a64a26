import type * as vscode from 'vscode';
import { placeTagWords, type TagSection } from '../../../report/drafts/tagWords.ts';
import { parseReport } from '../../../report/reportDocument.ts';
import { editDocument, lineBreak } from '../documents/reportDocuments.ts';

/**
 * Writes words into a section in which nobody has written yet, or adds the section; one undo step. Of its fields only
 * the one that waits for these words goes. False where it is written already, or the report cannot be edited.
 */
export async function fillEmptySection(
  document: vscode.TextDocument,
  kind: TagSection,
  words: string,
): Promise<boolean> {
  return editDocument(document, () => {
    const text = document.getText();
    return placeTagWords(text, { ...parseReport(text), eol: lineBreak(document) }, kind, words);
  });
}
