import { diffLines } from 'diff';
import { placeDraft, placeNewSection } from '../../../report/drafts/draftText.ts';
import { isFieldsAlone } from '../../../report/drafts/unfilledSection.ts';
import { withLineBreaks, type ContentChange, type LineBreak } from '../../../report/reading/textRange.ts';
import { findSection, parseReport, type ReportDocument } from '../../../report/reportDocument.ts';
import type { MacroPart } from './macroParts.ts';

/** What happens to a section that has text. An empty one, and one of fields alone, is filled in any case. */
export interface FillMode {
  /** Where a section stands as a template made it: nobody has written in it yet. */
  readonly untouched: 'replace' | 'below';
  readonly written: 'replace' | 'below' | 'leave';
}

/**
 * The report's text with each part in its section; a section that is not there is added in its usual place. `untouched`
 * are texts of sections as templates make them ({@link asUntouched}).
 */
export function fillSections(
  text: string,
  parts: readonly MacroPart[],
  eol: LineBreak,
  mode: FillMode,
  untouched: ReadonlySet<string> = new Set(),
): string {
  return parts.reduce((before, part) => {
    const report: ReportDocument = { ...parseReport(before), eol };
    const section = findSection(report, part.kind) ?? report.sections.find(({ covers }) => covers.includes(part.kind));
    const words = withLineBreaks(part.text, eol);
    if (section && !section.isEmpty) {
      const { start, end } = section.content;
      const stands = before.slice(start, end);
      const fate = isFieldsAlone(stands)
        ? 'replace'
        : untouched.has(asUntouched(stands))
          ? mode.untouched
          : mode.written;
      if (fate === 'leave') return before;
      if (fate === 'replace') return before.slice(0, start) + words + before.slice(end);
    }
    const { offset, ...placed } = section
      ? placeDraft(before, report, section, words)
      : placeNewSection(before, report, part.kind, words);
    return before.slice(0, offset) + placed.before + placed.draft + placed.after + before.slice(offset);
  }, text);
}

/** A section's text in the form in which it is compared with a template's. */
export function asUntouched(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The changes of whole lines that make one text of another, in order; their offsets are those of the first. */
export function lineChanges(before: string, after: string): readonly ContentChange[] {
  const changes: ContentChange[] = [];
  let offset = 0;
  for (const { value, added, removed } of diffLines(before, after)) {
    const last = changes.at(-1);
    if (added && last && last.offset + last.length === offset)
      changes[changes.length - 1] = { ...last, text: last.text + value };
    else if (added) changes.push({ offset, length: 0, text: value });
    else if (removed) changes.push({ offset, length: value.length, text: '' });
    if (!added) offset += value.length;
  }
  return changes;
}
