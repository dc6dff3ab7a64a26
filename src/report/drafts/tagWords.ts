import { isEmptyRange, type ContentChange } from '../reading/textRange.ts';
import { findSection, type ReportDocument } from '../reportDocument.ts';
import { fieldsOf } from '../templates/fields.ts';
import { variableField } from '../templates/fillVariables.ts';
import { placeDraft, placeNewSection } from './draftText.ts';
import { filledText } from './unfilledSection.ts';

/** The sections that tags of images can fill. */
export type TagSection = 'technique' | 'comparison';

/**
 * Puts what the tags say into a section in which nobody has written yet, or adds it. Only the field that waits for just
 * that goes; other fields stay for a person. Undefined where there is text already.
 */
export function placeTagWords(
  text: string,
  report: ReportDocument,
  kind: TagSection,
  words: string,
): ContentChange | undefined {
  const section = findSection(report, kind);
  if (!section || section.isEmpty || isEmptyRange(section.content)) {
    const { offset, before, draft, after } = section
      ? placeDraft(text, report, section, words)
      : placeNewSection(text, report, kind, words);
    return { offset, length: 0, text: before + draft + after };
  }
  const { start, end } = section.content;
  const fields = fieldsOf(text).filter(({ range }) => start <= range.start && range.end <= end);
  const asked = fields.find(({ range }) => text.slice(range.start, range.end) === variableField(kind));
  if (asked) return { offset: asked.range.start, length: asked.range.end - asked.range.start, text: words };
  if (filledText(text, section) !== undefined) return undefined;
  const [only] = fields;
  const isAll = only?.range.start === start && only.range.end === end;
  if (isAll && (kind === 'comparison' || only.options.length === 0))
    return { offset: start, length: end - start, text: words };
  return { offset: start, length: 0, text: words + report.eol + report.eol };
}
