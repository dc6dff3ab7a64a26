import { sectionKind, type SectionKind } from './sectionNames.ts';
import type { TextRange } from './textRange.ts';

/** One line; `end` is before its line break, `next` where the next line starts. */
export interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** `## Findings` · underlined · `**Findings**` · `FINDINGS:`, with or without text behind it. */
export type HeadingStyle = 'atx' | 'setext' | 'bold' | 'label';

export interface Heading {
  readonly kind: SectionKind | 'other' | undefined;
  readonly title: string;
  readonly style: HeadingStyle;
  /** Markdown's level; 7 for bold lines and labels, which rank below all of them. */
  readonly level: number;
  readonly range: TextRange;
  /** Behind the heading's line break, or behind the label's colon and spaces when text follows on the line. */
  readonly bodyStart: number;
  /** Lines that the heading takes. */
  readonly lines: number;
}

const belowMarkdown = 7;

export function splitLines(text: string, from: number): Line[] {
  const lines: Line[] = [];
  const pattern = /([^\r\n]*)(\r\n|\r|\n|$)/gy;
  pattern.lastIndex = from;
  while (pattern.lastIndex < text.length) {
    const start = pattern.lastIndex;
    const [whole, words] = pattern.exec(text) as unknown as [string, string];
    lines.push({ text: words, start, end: start + words.length, next: start + whole.length });
  }
  return lines;
}

/**
 * The heading that starts at a line, if one does. Labels and bold lines are headings only when their words are known.
 */
export function headingAt(lines: readonly Line[], index: number): Heading | undefined {
  const line = lines[index];
  if (!line || line.text.trim() === '') return undefined;
  return atx(line) ?? setext(line, lines[index - 1], lines[index + 1]) ?? bold(line) ?? label(line);
}

function atx(line: Line): Heading | undefined {
  const match = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/.exec(line.text);
  if (!match) return undefined;
  const title = match[2] ?? '';
  return wholeLine(line, { kind: sectionKind(title), title, style: 'atx', level: match[1]?.length ?? 1 });
}

function setext(line: Line, before: Line | undefined, below: Line | undefined): Heading | undefined {
  const rule = /^ {0,3}(={2,}|-{2,})[ \t]*$/.exec(below?.text ?? '')?.[1];
  const title = line.text.trim();
  if (!below || rule === undefined || /^([-*+>|]|\d+[.)])(\s|$)/.test(title) || (before && before.text.trim() !== ''))
    return undefined;
  const level = rule.startsWith('=') ? 1 : 2;
  return {
    ...wholeLine(line, { kind: sectionKind(title), title, style: 'setext', level }),
    range: { start: line.start, end: below.end },
    bodyStart: below.next,
    lines: 2,
  };
}

function bold(line: Line): Heading | undefined {
  const match = /^( {0,3})((\*\*|__)([^*_]+?)\3(?:[ \t]*:)?)([ \t]*)(.*)$/.exec(line.text);
  if (!match) return undefined;
  const [, indent = '', mark = '', , title = '', gap = '', rest = ''] = match;
  // `**Impression** of a mass` is a sentence.
  if (rest !== '' && !mark.includes(':')) return undefined;
  return knownName(line, { indent, mark, title, gap, rest }, 'bold');
}

function label(line: Line): Heading | undefined {
  const match = /^( {0,3})(([A-Za-z][A-Za-z ()]*?)[ \t]*:)([ \t]*)(.*)$/.exec(line.text);
  if (match) {
    const [, indent = '', mark = '', title = '', gap = '', rest = ''] = match;
    return knownName(line, { indent, mark, title, gap, rest }, 'label');
  }
  const words = line.text.trim();
  if (words !== words.toUpperCase() || sectionKind(words) === undefined) return undefined;
  return wholeLine(line, { kind: sectionKind(words), title: words, style: 'label', level: belowMarkdown });
}

interface NamedLine {
  readonly indent: string;
  /** The name as marked: with its asterisks or its colon. */
  readonly mark: string;
  readonly title: string;
  readonly gap: string;
  readonly rest: string;
}

function knownName(line: Line, parts: NamedLine, style: HeadingStyle): Heading | undefined {
  const { indent, mark, title, gap, rest } = parts;
  const kind = sectionKind(title);
  if (kind === undefined) return undefined;
  const heading = wholeLine(line, { kind, title: title.replace(/\s*:$/, ''), style, level: belowMarkdown });
  const start = line.start + indent.length;
  const range = { start, end: start + mark.length };
  return rest.trim() === '' ? { ...heading, range } : { ...heading, range, bodyStart: range.end + gap.length };
}

function wholeLine(line: Line, heading: Pick<Heading, 'kind' | 'title' | 'style' | 'level'>): Heading {
  return { ...heading, range: { start: line.start, end: line.end }, bodyStart: line.next, lines: 1 };
}
