import { fieldsOf } from './fields.ts';
import type { TemplateField } from './templateField.ts';

/**
 * A text with fields in the editor's snippet syntax, each field a tab stop, the last one behind the text. A stop begins
 * with the field's preset, else with the field as written: one that is passed over stays a field that waits for a person.
 * All else is escaped.
 */
export function snippetText(text: string): string {
  let snippet = '';
  let from = 0;
  for (const [index, field] of fieldsOf(text).entries()) {
    const { start, end } = field.range;
    snippet += escaped(text.slice(from, start)) + tabStop(index + 1, field, text.slice(start, end));
    from = end;
  }
  return `${snippet}${escaped(text.slice(from))}$0`;
}

function tabStop(number: number, { options, preset }: TemplateField, written: string): string {
  const first = preset ?? written;
  if (options.length === 0) return `\${${String(number)}:${escaped(first)}}`;
  const choices = [first, ...options.filter((option) => option !== first)];
  return `\${${String(number)}|${choices.map((choice) => choice.replace(/[\\,|]/g, '\\$&')).join(',')}|}`;
}

function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
