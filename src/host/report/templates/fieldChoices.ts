import * as vscode from 'vscode';
import type { TemplateField } from '../../../report/templates/templateField.ts';
import { plainText } from '../../../text/plainText.ts';
import { toRange } from '../documents/reportDocuments.ts';
import { reportFields } from './reportFields.ts';

/** Offers the choices of the field at the cursor; none of them stands in the report before a person takes it. */
export class FieldChoices implements vscode.CompletionItemProvider {
  provideCompletionItems(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] {
    const field = choicesAt(document, position);
    if (!field) return [];
    const range = toRange(document, field.range);
    const written = document.getText(range);
    return field.options.map((option, index) => {
      const item = new vscode.CompletionItem(plainText`${option}`, vscode.CompletionItemKind.Value);
      item.insertText = option;
      item.range = range;
      // What is typed so far is the field itself.
      item.filterText = `${written}${option}`;
      item.sortText = String(index).padStart(5, '0');
      item.preselect = option === field.preset;
      return item;
    });
  }
}

/** The field with choices that the position is in or right behind. */
export function choicesAt(document: vscode.TextDocument, position: vscode.Position): TemplateField | undefined {
  const offset = document.offsetAt(position);
  return reportFields(document).find(
    ({ range, options }) => options.length > 0 && range.start < offset && offset <= range.end,
  );
}
