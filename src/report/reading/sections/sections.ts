import { anatomyOnly } from './anatomy.ts';
import { headingAt, type Heading, type HeadingStyle } from './heading.ts';
import { splitInlineHeadings } from './inlineHeadings.ts';
import { isBlank, isRule, splitLines, type Line } from './line.ts';
import type { SectionKind } from './sectionNames.ts';
import { isEmptyRange, type TextRange } from '../textRange.ts';

export interface ReportSection {
  /** `other`: a heading that is none of the report's own sections, such as a title or a recommendation. */
  readonly kind: SectionKind | 'other';
  /** Every section that the heading names: `Findings and Impression` are both; empty for `other`. */
  readonly covers: readonly SectionKind[];
  /** The heading's words as written. */
  readonly title: string;
  readonly style: HeadingStyle;
  /** The heading without its line break; of `FINDINGS: text` the label with its colon only. */
  readonly heading: TextRange;
  /** Everything from the heading to the next one: blank lines and line breaks included. */
  readonly body: TextRange;
  /** The body without white space and rules around it; empty, at the body's start, in an empty section. */
  readonly content: TextRange;
  readonly isEmpty: boolean;
}

/** A known label that stands inside a section, as `Comparison: CT of 2 May` in a Technique. */
export interface InnerLabel {
  readonly kind: SectionKind;
  /** The text behind it on its line. */
  readonly text: TextRange;
}

export interface ReportOutline {
  readonly sections: readonly ReportSection[];
  readonly labels: readonly InnerLabel[];
  readonly headings: readonly Heading[];
}

/** The sections of a text from an offset on. Linear in its length. */
export function readSections(text: string, from: number): ReportOutline {
  const lines = splitInlineHeadings(splitLines(text, from));
  const found = headingsOf(lines);
  const known = wellNamed(found, text);
  const sections: ReportSection[] = [];
  const labels: InnerLabel[] = [];
  const taken: Heading[] = [];
  let open: Heading | undefined;
  let hasText = false;
  const close = (end: number): void => {
    if (open) sections.push(sectionOf(text, open, end));
    open = undefined;
  };
  const last = found.findLast((one) => one && isOwn(one) && !isSpare(one, known));
  const lastIndex = found.lastIndexOf(last);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as Line;
    const heading = found[index];
    if (
      heading &&
      (!isSpare(heading, known) || heading.style === 'atx' || (heading.name?.yields === true && isAhead(open))) &&
      endsSection(open, heading, { lines, index, known })
    ) {
      close(heading.range.start < line.start ? heading.range.start : line.start);
      open = isSpare(heading, known) ? { ...heading, name: undefined } : heading;
      taken.push(open);
      hasText = heading.hasText;
      index += heading.lines - 1;
      continue;
    }
    if (heading?.name?.kinds[0] && heading.hasText)
      labels.push({ kind: heading.name.kinds[0], text: { start: heading.bodyStart, end: line.end } });
    // Above a signature; between the sections of a report a rule is only a line.
    if (
      isRule(line) &&
      isBlank(lines[index - 1]) &&
      (index > lastIndex || !open) &&
      (hasText || open?.style !== 'label')
    )
      close(line.start);
    else if (!isBlank(line)) hasText = true;
  }
  close(text.length);
  return { sections, labels, headings: taken };
}

/** A heading or nothing for each line; those in code blocks and comments are none. */
function headingsOf(lines: readonly Line[]): (Heading | undefined)[] {
  const found: (Heading | undefined)[] = new Array<undefined>(lines.length).fill(undefined);
  let fence: string | undefined;
  let inComment = false;
  for (let index = 0; index < lines.length; index += 1) {
    const { text } = lines[index] as Line;
    if (text === '') continue;
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) && text.trim() === mark) fence = undefined;
      continue;
    }
    if (inComment || /^ {0,3}<!--/.test(text)) {
      inComment = !text.includes('-->');
      continue;
    }
    if (mark !== undefined) {
      // CommonMark 0.31 section 4.5: no backtick behind an opening of backticks.
      if (mark.startsWith('~') || !text.slice(text.indexOf(mark) + mark.length).includes('`')) fence = mark;
      continue;
    }
    const heading = headingAt(lines, index);
    found[index] = heading;
    if (heading) index += heading.lines - 1;
  }
  return found;
}

interface Place {
  readonly lines: readonly Line[];
  readonly index: number;
  readonly known: Known;
}

/** Which sections the report names well, and which in capitals or by Markdown. */
interface Known {
  readonly strong: ReadonlySet<SectionKind>;
  /** By a name that yields to no other. */
  readonly firm: ReadonlySet<SectionKind>;
  readonly loud: ReadonlySet<SectionKind>;
  readonly hasText: ReadonlySet<Heading>;
}

function wellNamed(found: readonly (Heading | undefined)[], text: string): Known {
  const strong = new Set<SectionKind>();
  const firm = new Set<SectionKind>();
  const loud = new Set<SectionKind>();
  const hasText = new Set<Heading>();
  let before: Heading | undefined;
  const settle = (end: number): void => {
    if (before && text.slice(before.bodyStart, Math.min(end, before.bodyStart + 400)).trim() !== '')
      hasText.add(before);
  };
  for (const heading of found) {
    if (!heading) continue;
    settle(heading.range.start);
    before = heading;
    const { name, style, title } = heading;
    if (!name || name.isWeak) continue;
    for (const kind of name.kinds) {
      strong.add(kind);
      if (!name.yields) firm.add(kind);
      if (style === 'atx' || style === 'setext' || style === 'bold' || title === title.toUpperCase()) loud.add(kind);
    }
  }
  settle(text.length);
  return { strong, firm, loud, hasText };
}

/** A weak name where the report has a better one, or a title such as `# Report`. */
function isSpare(heading: Heading, { strong, firm, hasText }: Known): boolean {
  const { name } = heading;
  if (name?.yields && name.kinds.every((kind) => firm.has(kind))) return true;
  return (
    name?.isWeak === true &&
    (name.kinds.every((kind) => strong.has(kind)) || (!hasText.has(heading) && name.kinds.includes('findings')))
  );
}

/** Neither the Findings nor the Impression is open. */
function isAhead(open: Heading | undefined): boolean {
  const kind = open?.name?.kinds[0];
  return kind !== 'findings' && kind !== 'impression';
}

function isOwn({ name }: Heading): boolean {
  return name !== undefined && name.kinds.length > 0;
}

/** A heading of the report's own sections ends what went before, but for labels that a section has inside. */
function endsSection(open: Heading | undefined, next: Heading, place: Place): boolean {
  const openKind = open?.name?.kinds[0];
  if (isOwn(next)) return endsByOwn(open, next, place);
  if (open === undefined) return true;
  const isMarkdown = next.style === 'atx' || next.style === 'setext';
  const isLabelled = open.level > 6;
  if (!next.name) {
    if (!isMarkdown || (isLabelled && next.style === 'setext')) return false;
    if (openKind === undefined) return next.level <= open.level;
    return next.level <= open.level && !(openKind === 'findings' && anatomyOnly(next.title));
  }
  switch (next.name.place) {
    case 'head':
      return (openKind !== 'findings' && openKind !== 'impression') || (isMarkdown && next.level <= open.level);
    case 'behind':
      return (
        openKind !== 'findings' || isBlank(place.lines[place.index - 1]) || (isMarkdown && next.level <= open.level)
      );
    default:
      return true;
  }
}

function endsByOwn(open: Heading | undefined, next: Heading, { lines, index, known }: Place): boolean {
  const openName = open?.name;
  const openKind = openName?.kinds[0];
  const { name } = next;
  const kind = name?.kinds[0];
  if (!open || !openName || !openKind || !name || !kind) return true;
  const isMarkdown = next.level <= 6;
  const isInside = openName.kinds.includes(kind) && name.kinds.length === 1;
  if (isInside && (!name.isBare || (isMarkdown && next.level > open.level))) return false;
  if (isMarkdown || next.style === 'bold') return true;
  const isLoud = next.title === next.title.toUpperCase();
  if (open.level <= 6 || open.style === 'bold')
    return isLoud || ((kind === 'findings' || kind === 'impression') && !known.loud.has(kind) && !isInside);
  if (openKind !== 'findings' && openKind !== 'impression') return true;
  // `Opinion:` below `Impression:`, whatever stands in capitals further down.
  const isAlike = open.title !== open.title.toUpperCase();
  if (kind === 'findings' || kind === 'impression') return isLoud || isAlike || !known.loud.has(kind);
  // A report goes from Comparison to Findings: the other way round it is a remark, unless it stands apart.
  const isQuieter = open.title === open.title.toUpperCase() && !isLoud;
  const after = lines[index + 1];
  const isRemark = next.hasText && !isBlank(after) && !isBlank(lines[index - 1]) && !headingAt(lines, index + 1);
  return !(isQuieter || (openKind === 'findings' && isRemark));
}

function sectionOf(text: string, heading: Heading, end: number): ReportSection {
  const content = contentOf(text, heading.bodyStart, end);
  const covers = heading.name?.kinds ?? [];
  const kind = covers.includes('findings') ? 'findings' : (covers[0] ?? 'other');
  return {
    kind,
    covers,
    title: heading.title,
    style: heading.style,
    heading: heading.range,
    body: { start: heading.bodyStart, end },
    content,
    isEmpty: isEmptyRange(content),
  };
}

/** Without the blank lines and the rules around the text. Each character is looked at once. */
function contentOf(text: string, from: number, to: number): TextRange {
  let end = from + text.slice(from, to).trimEnd().length;
  while (end > from) {
    const start = lineStart(text, end, from);
    if (!isRule({ text: text.slice(start, end) })) break;
    end = start;
    while (end > from && /\s/.test(text.charAt(end - 1))) end -= 1;
  }
  const words = text.slice(from, end).trimStart();
  const start = words === '' ? from : end - words.length;
  return { start, end: start + words.length };
}

function lineStart(text: string, end: number, from: number): number {
  let start = end;
  while (start > from && text.charAt(start - 1) !== '\n' && text.charAt(start - 1) !== '\r') start -= 1;
  return start;
}
