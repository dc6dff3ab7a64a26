import { readFrontMatter, type FrontMatter } from './frontMatter.ts';
import { headingAt, splitLines, type Heading, type HeadingStyle, type Line } from './reportHeading.ts';
import { isEmptyRange, type LineBreak, type TextRange } from './textRange.ts';
import type { SectionKind } from './sectionNames.ts';

export interface ReportSection {
  /** `other`: a heading that is none of the report's own sections, such as a title or a recommendation. */
  readonly kind: SectionKind | 'other';
  /** The heading's words as written. */
  readonly title: string;
  readonly style: HeadingStyle;
  /** The heading without its line break; of `FINDINGS: text` the label with its colon only. */
  readonly heading: TextRange;
  /** Everything from the heading to the next one: blank lines and line breaks included. */
  readonly body: TextRange;
  /** The body without white space around it; empty, at the body's start, in an empty section. */
  readonly content: TextRange;
  readonly isEmpty: boolean;
}

export interface ReportDocument {
  readonly frontMatter: FrontMatter | undefined;
  readonly sections: readonly ReportSection[];
  /**
   * Two different sections of a report, Findings or Impression among them; or front matter with `images:`. Everything
   * else is just a text that the product leaves alone.
   */
  readonly isReport: boolean;
  /** The document's first line break, `\n` when it has none. */
  readonly eol: LineBreak;
}

/**
 * Reads a Markdown or plain-text report: `## Findings`, `Findings` underlined, `**Findings**`, `FINDINGS:` alone or
 * before its text. Never fails: a text without headings is a document without sections.
 */
export function parseReport(text: string): ReportDocument {
  const frontMatter = readFrontMatter(text);
  const lines = splitLines(text, frontMatter?.range.end ?? 0);
  const sections: ReportSection[] = [];
  let open: Heading | undefined;
  let fence: string | undefined;
  const close = (end: number): void => {
    if (open) sections.push(sectionOf(text, open, end));
    open = undefined;
  };
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as Line;
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line.text)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) && line.text.trim() === mark) fence = undefined;
      continue;
    }
    if (mark !== undefined) {
      fence = mark;
      continue;
    }
    const heading = headingAt(lines, index);
    if (heading && endsSection(open, heading)) {
      close(line.start);
      open = heading;
      index += heading.lines - 1;
    } else if (isThematicBreak(lines, index)) {
      close(line.start);
    }
  }
  close(text.length);
  return {
    frontMatter,
    sections,
    isReport: frontMatter?.hasImages === true || hasReportSections(sections),
    eol: /\r\n|\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n',
  };
}

/** The report's first section of a kind. */
export function findSection(report: ReportDocument, kind: SectionKind): ReportSection | undefined {
  return report.sections.find((section) => section.kind === kind);
}

/** The section whose heading or body holds the offset; at the seam of two sections, the later one. */
export function sectionAt(report: ReportDocument, offset: number): ReportSection | undefined {
  return report.sections.findLast((section) => section.heading.start <= offset && offset <= section.body.end);
}

/** A heading of the report's own sections always ends what went before; others only where Markdown's levels say so. */
function endsSection(open: Heading | undefined, next: Heading): boolean {
  if (open?.kind === undefined || open.kind === 'other')
    return open === undefined || next.kind !== undefined || next.level <= open.level;
  // `Comparison: none` in the text of `## Technique` is a sentence, `COMPARISON: none` is meant as a heading.
  if (next.style === 'label') return open.style === 'label' || next.title === next.title.toUpperCase();
  return next.kind !== undefined || next.level <= open.level;
}

function sectionOf(text: string, heading: Heading, end: number): ReportSection {
  const raw = text.slice(heading.bodyStart, end);
  const trimmed = raw.trim();
  const start = trimmed === '' ? heading.bodyStart : heading.bodyStart + raw.indexOf(trimmed);
  const content = { start, end: start + trimmed.length };
  return {
    kind: heading.kind ?? 'other',
    title: heading.title,
    style: heading.style,
    heading: heading.range,
    body: { start: heading.bodyStart, end },
    content,
    isEmpty: isEmptyRange(content),
  };
}

/** A rule between paragraphs, as often stands above a signature. */
function isThematicBreak(lines: readonly Line[], index: number): boolean {
  const before = lines[index - 1];
  return (
    /^ {0,3}([-*_])([ \t]*\1){2,}[ \t]*$/.test(lines[index]?.text ?? '') &&
    (before === undefined || before.text.trim() === '')
  );
}

function hasReportSections(sections: readonly ReportSection[]): boolean {
  const kinds = new Set(sections.map((section) => section.kind));
  kinds.delete('other');
  return kinds.size >= 2 && (kinds.has('findings') || kinds.has('impression'));
}
