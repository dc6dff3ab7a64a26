import type * as vscode from 'vscode';
import { placeDraft, placeNewSection } from '../../../report/drafts/draftText.ts';
import { filledText } from '../../../report/drafts/unfilledSection.ts';
import type { SectionKind } from '../../../report/reading/sections/sectionNames.ts';
import { findSection, parseReport } from '../../../report/reportDocument.ts';
import { editDocument, lineBreak } from '../documents/reportDocuments.ts';

/**
 * Writes words into a section in which nobody has written yet (fields that wait in it go), or adds the section; one
 * undo step. False where it is written already, or the report cannot be edited.
 */
export async function fillEmptySection(
  document: vscode.TextDocument,
  kind: SectionKind,
  words: string,
): Promise<boolean> {
  return editDocument(document, () => {
    const text = document.getText();
    const report = { ...parseReport(text), eol: lineBreak(document) };
    const section = findSection(report, kind);
    if (section && filledText(text, section) !== undefined) return undefined;
    if (section && !section.isEmpty) {
      const { start, end } = section.content;
      return { offset: start, length: end - start, text: words };
    }
    const { offset, before, draft, after } = section
      ? placeDraft(text, report, section, words)
      : placeNewSection(text, report, kind, words);
    return { offset, length: 0, text: before + draft + after };
  });
}
