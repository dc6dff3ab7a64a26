import { t } from '@vscode/l10n';
import { readSectionName } from '../reading/sections/sectionName.ts';
import { localTitles, type SectionKind } from '../reading/sections/sectionNames.ts';
import { plainWord } from '../reading/words/plainWord.ts';
import type { TextRange } from '../reading/textRange.ts';
import type { ReportDocument, ReportSection } from '../reportDocument.ts';
import { defaultSeverities, type ReportProblem } from './reportProblem.ts';

/**
 * A heading of Findings, Impression, Technique, Comparison or Indication with nothing below it. Nothing is said where
 * another section of that kind has the text: then it is a doubled one, or a heading over its parts.
 */
export function emptySections(text: string, report: ReportDocument): ReportProblem[] {
  const { sections, language } = report;
  const written = new Set(sections.filter((one) => !isBare(text, one)).flatMap(({ covers }) => covers));
  return sections.flatMap((section, index) => {
    const [kind] = section.covers;
    if (kind === undefined || !isBare(text, section) || hasParts(section, sections[index + 1])) return [];
    if (written.has(kind) && isSaidElsewhere(section, kind, sections, index)) return [];
    return [
      {
        code: 'empty-section' as const,
        range: titleLine(text, section),
        severity: defaultSeverities['empty-section'],
        message: messages[kind](localTitles[language][kind]),
      },
    ];
  });
}

const messages: Readonly<Record<SectionKind, (title: string) => string>> = {
  indication: (title) => t`The ${title} section is empty. Write why the study was done, or take the heading out.`,
  technique: (title) => t`The ${title} section is empty. Write how the study was done, or take the heading out.`,
  comparison: (title) =>
    t`The ${title} section is empty. Name the earlier study, write "None", or take the heading out.`,
  findings: (title) => t`The ${title} section is empty. Write what the images show.`,
  impression: (title) => t`The ${title} section is empty. Write what the findings come to.`,
};

/** Another one has the text: a doubled section, or a part below its heading (`Clinical information:`, `History: …`). */
function isSaidElsewhere(
  section: ReportSection,
  kind: SectionKind,
  sections: readonly ReportSection[],
  index: number,
): boolean {
  if (kind === 'findings' || kind === 'impression' || sections[index + 1]?.covers.includes(kind)) return true;
  const title = plainWord(section.title);
  return sections.some((other) => other !== section && plainWord(other.title) === title);
}

/** A longer text is not made of empty labels. */
const mostBare = 2000;

/** Nothing, or nothing but comments, lone bullets and numbers, and labels of the Findings with no text behind them. */
export function isBare(text: string, { isEmpty, heading, content, covers }: ReportSection): boolean {
  // `Comparison: -` says that there is none.
  if (isEmpty) return !/:\s*[-–—_.]+$/.test(text.slice(heading.start, heading.end).trimEnd());
  if (content.end - content.start > mostBare) return false;
  const isBelow = /[\r\n]/.test(text.slice(heading.end, content.start));
  return text
    .slice(content.start, content.end)
    .replace(/<!--[^]*?(?:-->|$)/g, '')
    .split(/[\r\n]+/)
    .every(
      (line) =>
        /^\s*(?:\d{1,2}[.)]\s*)?$/.test(line) ||
        signature.test(line) ||
        (isBelow && /^\s*[-*•·]\s*$/.test(line)) ||
        (isBelow && covers[0] === 'findings' && isEmptyLabel(line)),
    );
}

const signature =
  /^\s*(?:electronically |digitally )?(?:signed|dictated|reported|interpreted|verified)\b.{0,40}\bby\b/i;

function isEmptyLabel(line: string): boolean {
  return (
    /^\s*#{1,6}\s/.test(line) || /^\s*(?:[-*•·]\s+)?(?:\*\*)?[\p{L}][\p{L} ,/&()-]{1,50}:\s*(?:\*\*)?\s*$/u.test(line)
  );
}

/** A heading of no known name that follows belongs to it: `## Findings`, `## Right breast`. */
function hasParts({ covers }: ReportSection, next: ReportSection | undefined): boolean {
  if (next?.kind !== 'other' || next.isEmpty) return false;
  return (covers.includes('findings') || covers.includes('impression')) && readSectionName(next.title) === undefined;
}

/** A heading without the rule that underlines it. */
export function titleLine(text: string, { heading: { start, end } }: ReportSection): TextRange {
  return { start, end: start + (/^[^\r\n]*/.exec(text.slice(start, end))?.[0] ?? '').trimEnd().length };
}
