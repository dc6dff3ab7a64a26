import { isEmptyRange, withLineBreaks, type LineBreak, type TextRange } from '../reading/textRange.ts';
import { plainDraft } from './plainDraft.ts';
import type { ReportDocument, ReportSection } from '../reportDocument.ts';
import { localTitles, sectionOrder, type SectionKind } from '../reading/sections/sectionNames.ts';

/** Where a draft goes: `before + draft + after` is inserted at `offset`, nothing is taken out. */
export interface Placement {
  readonly offset: number;
  readonly before: string;
  readonly draft: string;
  readonly after: string;
  /** What the draft would replace; undefined for an empty section. */
  readonly replaces: TextRange | undefined;
}

/**
 * The part of a model's answer that belongs into a section: a repeated heading goes, of a whole report only the section
 * asked for stays, and what Markdown or the reading of reports would take for structure loses that power. Sentences and
 * bullets stay as the model wrote them. Empty when the answer holds nothing.
 */
export function sectionText(answer: string, kind: SectionKind, eol: LineBreak): string {
  return withLineBreaks(plainDraft(answer, kind), eol);
}

/** Places a draft into a section: an empty one it fills, in another it stands below the text that it would replace. */
export function placeDraft(text: string, report: ReportDocument, section: ReportSection, draft: string): Placement {
  const { eol } = report;
  if (!section.isEmpty) {
    return { offset: section.content.end, before: eol + eol, draft, after: '', replaces: section.content };
  }
  if (belongsOnHeadingLine(text, report, section, draft)) {
    const offset = section.heading.end + (/^[ \t]*/.exec(text.slice(section.heading.end))?.[0].length ?? 0);
    return { offset, before: offset === section.heading.end ? ' ' : '', draft, after: '', replaces: undefined };
  }
  const { start, end } = section.body;
  const unbroken = !/[\r\n]$/.test(text.slice(0, start));
  const blankLines =
    /^(?:[ \t]*(?:\r\n|\r|\n))*/.exec(text.slice(start, end))?.[0].match(/[^\r\n]*(?:\r\n|\r|\n)/g) ?? [];
  const heading = text.slice(section.heading.start, section.heading.end);
  // A bare name right above a line in small letters would read as its start.
  const wanted = section.style === 'label' && (/[:：]\W*$/.test(heading) || heading === heading.toUpperCase()) ? 0 : 1;
  const above = blankLines.slice(0, wanted).join('');
  const before = (unbroken ? eol : '') + (above === '' ? eol.repeat(wanted) : '');
  const atEnd = end === text.length;
  const after = atEnd && blankLines.length > wanted ? '' : eol + (atEnd || blankLines.length > wanted ? '' : eol);
  return { offset: start + above.length, before, draft, after, replaces: undefined };
}

/**
 * Places a draft whose section the report does not have yet, with a heading in the report's own style and in the usual
 * order.
 */
export function placeNewSection(text: string, report: ReportDocument, kind: SectionKind, draft: string): Placement {
  const { eol } = report;
  const rank = sectionOrder.indexOf(kind);
  const known = report.sections.filter((section) => section.kind !== 'other');
  const follower = known.find((section) => sectionOrder.indexOf(section.kind as SectionKind) > rank);
  const model = known.at(-1);
  const heading =
    headingLike(text, model, localTitles[report.language][kind], eol) + (model?.style === 'label' ? eol : eol + eol);
  if (follower)
    return { offset: follower.heading.start, before: heading, draft, after: eol + eol, replaces: undefined };
  const offset = known.at(-1)?.content.end ?? text.trimEnd().length;
  return {
    offset,
    before: (offset === 0 ? '' : eol + eol) + heading,
    draft,
    after: offset === text.length ? eol : '',
    replaces: undefined,
  };
}

/** The heading alone, in the style of the report's other headings. */
function headingLike(text: string, model: ReportSection | undefined, title: string, eol: LineBreak): string {
  const words = model && model.title === model.title.toUpperCase() ? title.toUpperCase() : title;
  const written = model && text.slice(model.heading.start, model.heading.end);
  switch (model?.style) {
    case 'label':
      return `${words}:`;
    case 'bold':
      return written?.includes(':') ? `**${words}:**` : `**${words}**`;
    case 'setext':
      return words + eol + (written?.trimEnd().endsWith('=') ? '=' : '-').repeat(words.length);
    case 'atx':
      return `${/#+/.exec(written ?? '')?.[0] ?? '##'} ${words}`;
    default:
      return `## ${words}`;
  }
}

/** A one-line draft goes behind its label where the report's other labels have their text on the same line. */
function belongsOnHeadingLine(text: string, report: ReportDocument, section: ReportSection, draft: string): boolean {
  const heading = text.slice(section.heading.start, section.heading.end);
  // Without its colon a name with text behind it is a sentence.
  if (!/[:：]\W*$/.test(heading) || section.style === 'atx' || /[\r\n]|^[-*+•]\s/.test(draft)) return false;
  const others = report.sections.filter(
    (other) => other !== section && other.style === section.style && !isEmptyRange(other.content),
  );
  return (
    others.length > 0 && others.every((other) => !/[\r\n]/.test(text.slice(other.heading.end, other.content.start)))
  );
}
