import { fieldsOf } from '../templates/fields.ts';
import type { ReportDocument, ReportSection } from '../reportDocument.ts';
import type { TextRange } from '../reading/textRange.ts';

/** The words of a section without its unfilled fields; undefined where a person has filled nothing in. */
export function filledText(text: string, { content, isEmpty }: ReportSection): string | undefined {
  if (isEmpty) return undefined;
  const fields = fieldsOf(text).map(({ range }) => range);
  const lines = linesIn(text, content);
  if (lines.every((line) => isOpenLine(text, line, fields))) return undefined;
  let words = '';
  let from = content.start;
  for (const { start, end } of fields) {
    if (end <= content.start || start >= content.end) continue;
    words += text.slice(from, start);
    from = end;
  }
  return words + text.slice(from, content.end);
}

/** The sections of the report's own kinds in which nobody has written anything yet. */
export function unfilledSections(text: string, { sections }: ReportDocument): ReportSection[] {
  return sections.filter((section) => section.kind !== 'other' && filledText(text, section) === undefined);
}

/** Blank, a label or a heading alone, or a line that waits for a field to be filled. */
function isOpenLine(text: string, line: TextRange, fields: readonly TextRange[]): boolean {
  const words = text.slice(line.start, line.end).trim();
  if (words === '' || words.startsWith('#') || words.endsWith(':') || words.endsWith(':**')) return true;
  return fields.some(({ start, end }) => line.start <= start && end <= line.end);
}

function linesIn(text: string, { start, end }: TextRange): TextRange[] {
  const lines: TextRange[] = [];
  let from = start;
  for (const { 0: lineBreak, index } of text.slice(start, end).matchAll(/\r\n|\r|\n/g)) {
    lines.push({ start: from, end: start + index });
    from = start + index + lineBreak.length;
  }
  lines.push({ start: from, end });
  return lines;
}
