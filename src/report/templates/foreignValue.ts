import { splitInlineHeadings } from '../reading/sections/inlineHeadings.ts';
import { splitLines } from '../reading/sections/line.ts';
import { readMarkedName } from '../reading/sections/markedName.ts';

/**
 * A foreign text as part of one line of a report: no line break or hidden character, nothing that is Markdown, a field,
 * a variable or the name of a section.
 */
export function foreignValue(value: string, beginsLine: boolean): string {
  const line = withoutHeadings(
    value
      .replace(/\s+/gu, ' ')
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .trim(),
  );
  // CommonMark 0.31 section 2.4. A link without marks of its own (GFM 6.9) ends at an escaped sign.
  const plain = line.replace(/[\\`*_[\]<>$|~@]|&(?=[#\w])|(?<=:)\/(?=\/)|(?<=www)\./gi, '\\$&');
  if (!beginsLine) return plain;
  return plain.replace(/^[#+=-]/, '\\$&').replace(/^(\d{1,9})([.)])/, '$1\\$2');
}

/** Small letters and no colon: the reading of reports takes such words for a sentence. */
function withoutHeadings(line: string): string {
  const inner = splitInlineHeadings(splitLines(line, 0));
  if (inner.length <= 1 && inner.every(({ text }) => !readMarkedName(text))) return line;
  return line
    .toLowerCase()
    .replace(/[:：]/g, ',')
    .replace(/^[^\p{L}\p{N}]+/u, '');
}
