/** A model's text made harmless to the structure of the report that it goes into. Its words stay. */
import { splitInlineHeadings } from '../reading/sections/inlineHeadings.ts';
import { isRule, splitLines } from '../reading/sections/line.ts';
import { readMarkedName } from '../reading/sections/markedName.ts';
import type { SectionKind } from '../reading/sections/sectionNames.ts';
import { readSections } from '../reading/sections/sections.ts';

/**
 * The part of an answer for a section, as lines parted by `\n`: of a whole report its own section, else what stands
 * before the next one. Nothing of it is a heading, a fence, a rule, an HTML block or a label that the report's reading
 * would take for one.
 */
export function plainDraft(answer: string, kind: SectionKind): string {
  const lines = linesOf(answer);
  const part = ownPart(withoutFences(lines).join('\n'), kind);
  return disarmed(
    part
      .split('\n')
      .flatMap((line) => plainLine(line))
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  );
}

/** Every kind of line end, labels within lines on lines of their own, and no other control characters. */
function linesOf(answer: string): string[] {
  const text = answer.replace(/[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]/g, '').replace(/<!--|-->/g, '');
  return splitInlineHeadings(splitLines(text, 0)).map((line) => line.text.trimEnd());
}

/** The lines in a code block stay, its fences go: one that is never closed would take the rest of the report. */
function withoutFences(lines: readonly string[]): string[] {
  return lines.filter((line) => {
    const mark = /^[ \t]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]*)*(`{3,}|~{3,})(.*)$/.exec(line);
    return !mark || (mark[1]?.startsWith('`') === true && mark[2]?.includes('`') === true);
  });
}

function ownPart(text: string, kind: SectionKind): string {
  const { sections } = readSections(text.trim(), 0);
  const trimmed = text.trim();
  const own = sections.find((section) => section.covers.includes(kind));
  if (own) return trimmed.slice(own.content.start, own.content.end);
  const other = sections.find(({ covers, heading }) => covers.length > 0 && heading.start > 0);
  return trimmed.slice(0, other?.heading.start);
}

/** One line without its Markdown of blocks; none for a rule or an underline. */
function plainLine(line: string): string[] {
  let text = line;
  for (let round = 0; round < 8; round += 1) {
    const next = text
      // CommonMark 0.31 section 4.2; a quote or an item may hold one.
      .replace(/^([ \t]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]+)*)#{1,6}(?:[ \t]+|$)/, '$1')
      // Section 4.6: a tag, a declaration or an instruction at the start of a line opens a block.
      .replace(/^([ \t]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]+)*)<(?:\/?[a-z][^<>]{0,200}>|(?=[a-z/!?]))/i, '$1');
    const label = unlabelled(next);
    if (label === undefined) return [];
    if (label === text) break;
    text = label;
  }
  // Sections 4.1 and 4.3.
  if (isRule({ text }) || /^[ \t]*(?:=+|-+|[*_])[ \t]*$/.test(text)) return [];
  return [text.replace(/[ \t]+#+$/, '').trimEnd()];
}

/**
 * A line without the name of a section in front: the name of Findings or Impression goes, another label becomes an item
 * of a list, which is no heading. Undefined for a line that was nothing else.
 */
function unlabelled(line: string): string | undefined {
  const read = readMarkedName(line);
  if (!read) return line;
  const { name, rest } = read;
  if (name.kinds.includes('findings') || name.kinds.includes('impression')) return rest === '' ? undefined : rest;
  return rest === '' && name.kinds.length > 0 ? undefined : `- ${line.trim()}`;
}

/** What still reads as a heading, such as a line in capitals, becomes an item of a list. */
function disarmed(text: string): string {
  let plain = text;
  for (let round = 0; round < 4; round += 1) {
    const starts = new Set(readSections(plain, 0).headings.map(({ range }) => range.start));
    if (starts.size === 0) return plain;
    plain = splitLines(plain, 0)
      .map((line) =>
        [...starts].some((at) => line.start <= at && at < line.next) ? `- ${line.text.trim()}` : line.text,
      )
      .join('\n');
  }
  return plain;
}
