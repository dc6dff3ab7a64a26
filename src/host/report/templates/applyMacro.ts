import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { touches } from '../../../report/reading/textRange.ts';
import { fillVariables } from '../../../report/templates/fillVariables.ts';
import type { Macro, TemplateVariables } from '../../../report/templates/reportTemplate.ts';
import { withPresets } from '../../../report/templates/reportFrom.ts';
import { snippetText } from '../../../report/templates/snippetText.ts';
import { lineBreak, toRange } from '../documents/reportDocuments.ts';
import { refuseSigned } from '../documents/refuseSigned.ts';
import { ReportError } from '../documents/reportFailure.ts';
import { editTogether } from './editTogether.ts';
import { fillSections, lineChanges, type FillMode } from './fillSections.ts';
import { selectField } from './goToField.ts';
import { macroParts } from './macroParts.ts';
import { reportFields } from './reportFields.ts';

/**
 * Puts a macro into the report that an editor shows: each part into its section, as one undo step; without headings all
 * of it where the cursor is. False when no section had anything to take. Rejects with a `ReportError`.
 */
export async function applyMacro(
  editor: vscode.TextEditor,
  macro: Macro,
  variables: TemplateVariables,
  mode: FillMode,
  untouched: ReadonlySet<string>,
): Promise<boolean> {
  const { document } = editor;
  refuseSigned(document);
  const text = fillVariables(macro.text, variables);
  const parts = macroParts(text);
  if (parts.length === 0) {
    if (!(await editor.insertSnippet(new vscode.SnippetString(snippetText(text.trimEnd()))))) throw notEditable();
    return true;
  }
  const ready = parts.map(({ kind, text: words }) => ({ kind, text: withPresets(words) }));
  const changes = await editTogether(editor, () => {
    const before = document.getText();
    return lineChanges(before, fillSections(before, ready, lineBreak(document), mode, untouched));
  });
  if (!changes) throw notEditable();
  if (changes.length > 0) await showChanges(editor, changes);
  return changes.length > 0;
}

/** The first field that came with the changes is selected; where there is none, the cursor goes behind the first. */
async function showChanges(
  editor: vscode.TextEditor,
  changes: NonNullable<Awaited<ReturnType<typeof editTogether>>>,
): Promise<void> {
  let grown = 0;
  const put = changes.map(({ offset, length, text }) => {
    const start = offset + grown;
    grown += text.length - length;
    return { start, end: start + text.length };
  });
  const field = reportFields(editor.document).find(({ range }) => put.some((one) => touches(one, range.start)));
  if (field) return selectField(editor, field);
  const [first] = put;
  if (!first) return;
  const place = toRange(editor.document, first);
  const words = editor.document.getText(place).trimEnd();
  const end = editor.document.positionAt(first.start + words.length);
  editor.selection = new vscode.Selection(end, end);
  editor.revealRange(place, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function notEditable(): ReportError {
  return new ReportError(t`The report cannot be edited: make it writable, then try again.`);
}
