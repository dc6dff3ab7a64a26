import * as vscode from 'vscode';
import type { TemplateField } from '../../../report/templates/templateField.ts';
import { messageText } from '../../../text/messageText.ts';
import { showInformation } from '../../messages/notifications.ts';
import { toRange } from '../documents/reportDocuments.ts';
import { reportFields } from './reportFields.ts';

/**
 * Selects the next field that nobody has filled, or the one before, from the other end of the report where there is
 * none; one with choices opens them.
 */
export async function goToField(editor: vscode.TextEditor, way: 'next' | 'previous'): Promise<void> {
  const { document, selection } = editor;
  const fields = reportFields(document);
  const [start, end] = [document.offsetAt(selection.start), document.offsetAt(selection.end)];
  const isSelected = ({ range }: TemplateField): boolean => range.start === start && range.end === end;
  const field =
    way === 'next'
      ? (fields.find((one) => one.range.start >= end && !isSelected(one)) ?? fields[0])
      : (fields.findLast((one) => one.range.end <= start && !isSelected(one)) ?? fields.at(-1));
  if (field) await selectField(editor, field);
  else void showInformation(messageText`No field of this report is left to fill.`);
}

/** Its choices open, where it has some; nothing is put into the report before one is taken. */
export async function selectField(editor: vscode.TextEditor, { range, options }: TemplateField): Promise<void> {
  const place = toRange(editor.document, range);
  editor.selection = new vscode.Selection(place.start, place.end);
  editor.revealRange(place, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  if (options.length > 0) await vscode.commands.executeCommand('editor.action.triggerSuggest');
}
