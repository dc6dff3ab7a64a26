import { builtInTemplates } from '../templates/builtInTemplates.ts';
import { fieldsOf } from '../templates/fields.ts';
import type { ReportSection } from '../reportDocument.ts';
import type { TextRange } from '../reading/textRange.ts';

/**
 * The words of a section without its unfilled fields and without lines of fields alone; undefined where a person has
 * filled nothing in.
 */
export function filledText(text: string, { content, isEmpty }: ReportSection): string | undefined {
  if (isEmpty) return undefined;
  const fields = fieldsOf(text).map(({ range }) => range);
  const lines = linesIn(text, content).map((line) => ({ line, own: within(fields, line) }));
  const written = lines.filter(({ line, own }) => !isTemplateLine(text, line, own));
  if (isWordless(written.map(({ line, own }) => unfielded(text, line, own)).join('\n'))) return undefined;
  return written
    .filter(({ line, own }) => own.length === 0 || !isWordless(unfielded(text, line, own)))
    .map(({ line, own }) => tidied(text, line, own) + text.slice(line.end, line.next))
    .join('')
    .trimEnd();
}

/** Beside fields there are only marks, full stops, headings and labels such as `Lungs:`. */
export function isFieldsAlone(text: string): boolean {
  return isWordless(
    unfielded(
      text,
      { start: 0, end: text.length },
      fieldsOf(text).map(({ range }) => range),
    ),
  );
}

function isWordless(unfieldedText: string): boolean {
  const left = unfieldedText
    .replace(/^[ \t]*#{1,6}[ \t].*$/gm, '')
    .replace(/(?<=^|[.\n\r*+-])[^\r\n.:：]{1,60}[:：](?=[^\p{L}\p{N}]*$)/gmu, '');
  return !/[\p{L}\p{N}]/u.test(left);
}

/** A line break in place of each field. */
function unfielded(text: string, { start, end }: TextRange, fields: readonly TextRange[]): string {
  let rest = '';
  let from = start;
  for (const field of fields) {
    rest += `${text.slice(from, field.start)}\n`;
    from = field.end;
  }
  return rest + text.slice(from, end);
}

/** Without the fields and the commas before them that would stand alone. */
function tidied(text: string, { start, end }: TextRange, fields: readonly TextRange[]): string {
  let words = '';
  let from = start;
  for (const field of fields) {
    words += text.slice(from, field.start);
    from = field.end;
    if (/^[ \t]*(?:[.,;]|$)/.test(text.slice(from, end))) words = words.replace(/[ \t]*[,;]?[ \t]*$/, '');
  }
  return words + text.slice(from, end);
}

/** A template's line as it came: one that a person has touched is another. */
function isTemplateLine(text: string, { start, end }: TextRange, fields: readonly TextRange[]): boolean {
  return fields.length > 0 && templateLines().has(text.slice(start, end).trim());
}

let known: ReadonlySet<string> | undefined;

function templateLines(): ReadonlySet<string> {
  known ??= new Set(
    builtInTemplates.flatMap(({ body }) => body.split('\n').flatMap((line) => (line.includes('[') ? line.trim() : []))),
  );
  return known;
}

interface WrittenLine extends TextRange {
  /** Behind its line break. */
  readonly next: number;
}

function linesIn(text: string, { start, end }: TextRange): WrittenLine[] {
  const lines: WrittenLine[] = [];
  let from = start;
  for (const { 0: lineBreak, index } of text.slice(start, end).matchAll(/\r\n|\r|\n/g)) {
    const next = start + index + lineBreak.length;
    lines.push({ start: from, end: start + index, next });
    from = next;
  }
  lines.push({ start: from, end, next: end });
  return lines;
}

function within(fields: readonly TextRange[], { start, end }: TextRange): readonly TextRange[] {
  return fields.filter((field) => start <= field.start && field.end <= end);
}
