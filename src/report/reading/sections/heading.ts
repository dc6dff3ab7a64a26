import { isBlank, isRule, type Line } from './line.ts';
import { readMarkedName } from './markedName.ts';
import { readSectionName, type SectionName } from './sectionName.ts';
import type { TextRange } from '../textRange.ts';

/** `## Findings` · underlined · `**Findings**` · `FINDINGS:`, with or without text behind it. */
export type HeadingStyle = 'atx' | 'setext' | 'bold' | 'label';

export interface Heading {
  /** Undefined: a Markdown heading whose words are not known. */
  readonly name: SectionName | undefined;
  readonly title: string;
  readonly style: HeadingStyle;
  /** Markdown's level; 7 for bold lines and labels, which rank below all of them. */
  readonly level: number;
  readonly range: TextRange;
  /** Behind the heading's line break, or behind the label's colon and spaces when text follows on the line. */
  readonly bodyStart: number;
  /** Text of the section stands on the heading's line. */
  readonly hasText: boolean;
  /** Lines that the heading takes. */
  readonly lines: number;
}

const belowMarkdown = 7;

/** The heading that starts at a line, if one does. Labels and bold lines are headings only when their words are known. */
export function headingAt(lines: readonly Line[], index: number): Heading | undefined {
  const line = lines[index];
  if (!line || isBlank(line)) return undefined;
  return atx(line) ?? marked(lines, index) ?? setext(line, lines[index - 1], lines[index + 1]);
}

/** CommonMark 0.31 section 4.2, and `#FINDINGS` without the space where the name is known. */
function atx(line: Line): Heading | undefined {
  const text = line.text.trim();
  if (!text.startsWith('#') || line.text.search(/\S/) > 3) return undefined;
  let level = 0;
  while (text.charAt(level) === '#') level += 1;
  if (level > 6) return undefined;
  const isSpaced = level === text.length || /\s/.test(text.charAt(level));
  let end = text.length;
  while (end > level && text.charAt(end - 1) === '#') end -= 1;
  const title = (
    end === text.length || /\s/.test(text.charAt(end - 1)) ? text.slice(level, end) : text.slice(level)
  ).trim();
  const words = title
    .replace(/[*_`:]+$/, '')
    .replace(/^[*_`]+/, '')
    .replace(/^\(?\d{1,2}[.)]\s*/, '')
    .trim();
  const name = readSectionName(words);
  if (!isSpaced && !name) return undefined;
  const heading = { name, title: words, style: 'atx', level } as const;
  if (name) return wholeLine(line, heading);
  const split = readMarkedName(title);
  if (!split?.name || split.rest === '') return wholeLine(line, { ...heading, title });
  const at = line.start + line.text.indexOf(title);
  const start = line.start + line.text.search(/\S/);
  const range = { start, end: at + split.end };
  return {
    ...heading,
    name: split.name,
    title: split.title,
    range,
    bodyStart: at + split.restStart,
    hasText: true,
    lines: 1,
  };
}

/** CommonMark 0.31 section 4.3; a known name may be underlined by any sign. */
function setext(line: Line, before: Line | undefined, below: Line | undefined): Heading | undefined {
  const rule = below?.text.trim() ?? '';
  if (!below || line.text.search(/\S/) > 3 || !/^(={2,}|-{2,})$/.test(rule)) return undefined;
  const title = line.text.trim();
  // A sentence above a rule is no title, whatever Markdown makes of it.
  if (title.length > 80 || /^([-*+>|]|\d+[.)])(\s|$)/.test(title) || /[.;,!?]$/.test(title) || /:\s/.test(title))
    return undefined;
  if (!isBlank(before) && !isRule(before)) return undefined;
  const level = rule.startsWith('=') ? 1 : 2;
  return underlined(wholeLine(line, { name: undefined, title, style: 'setext', level }), below);
}

/** A line that says a known name in some marks of its own: bold, brackets, a colon, a dash, capitals. */
function marked(lines: readonly Line[], index: number): Heading | undefined {
  const line = lines[index] as Line;
  const read = readMarkedName(line.text);
  if (!read || !mayStartHere(read, lines, index)) return undefined;
  const { name, title, isBold, start, end, rest, restStart } = read;
  const below = lines[index + 1];
  const range = { start: line.start + start, end: line.start + end };
  const heading = { name, title, level: belowMarkdown, range, lines: 1 } as const;
  if (rest !== '')
    return { ...heading, style: isBold ? 'bold' : 'label', bodyStart: line.start + restStart, hasText: true };
  if (below && /^[-=]{2,}$/.test(below.text.trim()) && line.text.search(/\S/) <= 3) {
    const level = below.text.trim().startsWith('=') ? 1 : 2;
    return underlined(wholeLine(line, { ...heading, style: 'setext', level }), below);
  }
  const plain: Heading = { ...heading, style: isBold ? 'bold' : 'label', bodyStart: line.next, hasText: false };
  return isRule(below) && below ? { ...plain, bodyStart: below.next, lines: 2 } : plain;
}

/** Keeps names in running text apart: what a wrapped line happens to start with, or a word in lower case. */
function mayStartHere(
  { form, name, isCapitals, startsLow, rest }: NonNullable<ReturnType<typeof readMarkedName>>,
  lines: readonly Line[],
  index: number,
): boolean {
  const before = lines[index - 1];
  const isFree = isBlank(before) || isRule(before) || /[.:;!?)\]*_#|>]\s*$/.test(before?.text ?? '');
  const isShortLine = (before?.text.length ?? 0) < 40;
  switch (form) {
    case 'marks':
      return true;
    case 'colon':
      return !startsLow || isFree;
    case 'dash':
      return isCapitals || (!startsLow && (isFree || isShortLine));
    case 'alone': {
      if (isCapitals) return true;
      const next = lines[index + 1];
      const flowsOn = next !== undefined && /^\s*\p{Ll}/u.test(next.text);
      return (
        !startsLow &&
        !name.isWeak &&
        name.kinds.length > 0 &&
        !flowsOn &&
        (isBlank(before) || isRule(before) || (isShortLine && isFree))
      );
    }
    case 'capitals':
      return rest !== '' && !name.isWeak && name.kinds.length > 0;
  }
}

function underlined(heading: Heading, below: Line): Heading {
  return { ...heading, range: { start: heading.range.start, end: below.end }, bodyStart: below.next, lines: 2 };
}

function wholeLine(line: Line, heading: Pick<Heading, 'name' | 'title' | 'style' | 'level'>): Heading {
  const { name, title, style, level } = heading;
  const range = { start: line.start, end: line.end };
  return { name, title, style, level, range, bodyStart: line.next, hasText: false, lines: 1 };
}
