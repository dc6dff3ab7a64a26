import type * as vscode from 'vscode';
import { fieldsOf } from '../../../report/templates/fields.ts';
import type { TemplateField } from '../../../report/templates/templateField.ts';
import { reportOf } from '../documents/reportDocuments.ts';

const known = new WeakMap<vscode.TextDocument, { version: number; fields: readonly TemplateField[] }>();

/** The fields of a report that nobody has filled yet, in order; none in other documents. */
export function reportFields(document: vscode.TextDocument): readonly TemplateField[] {
  const before = known.get(document);
  if (before?.version === document.version) return before.fields;
  const fields = reportOf(document) ? fieldsOf(document.getText()) : [];
  known.set(document, { version: document.version, fields });
  return fields;
}
