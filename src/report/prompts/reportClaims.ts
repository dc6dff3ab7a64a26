/** The sentences of a report with what they state of its images. */
import { textLanguage } from '../reading/words/textLanguage.ts';
import { vocabularyOf } from '../reading/words/lexicons.ts';
import { sentencesOf, type Sentence } from '../reading/statements/sentence.ts';
import type { TextRange } from '../reading/textRange.ts';
import type { ReportDocument, ReportSection } from '../reportDocument.ts';
import { readClaims, type SentenceClaims } from './claimQuestion.ts';
import type { NotAskedReason } from './notAsked.ts';

export interface ClaimedSentence extends SentenceClaims {
  /** Without the mark of a list. */
  readonly range: TextRange;
}

/** Sections whose sentences an image can bear out. */
const visible: readonly string[] = ['findings', 'impression'];

/** Every sentence of the Findings, in the order of the text, headings left out. */
export function findingsClaims(text: string, report: ReportDocument): readonly ClaimedSentence[] {
  return report.sections.filter(isFindings).flatMap((section) => sectionClaims(text, report, section));
}

/** Every sentence of the report, in the order of the text. */
export function reportClaims(text: string, report: ReportDocument): readonly ClaimedSentence[] {
  return report.sections.flatMap((section) => (section.isEmpty ? [] : sectionClaims(text, report, section)));
}

/** The sentences that a range touches, in whatever section; an empty range is a cursor. */
export function claimsAt(text: string, report: ReportDocument, at: TextRange): readonly ClaimedSentence[] {
  return report.sections
    .filter(({ content, isEmpty }) => !isEmpty && content.start <= at.end && at.start <= content.end)
    .flatMap((section) => sectionClaims(text, report, section))
    .filter(({ range }) =>
      at.start === at.end
        ? range.start <= at.start && at.start <= range.end
        : range.start < at.end && at.start < range.end,
    );
}

function isFindings({ covers, isEmpty }: ReportSection): boolean {
  return covers.includes('findings') && !isEmpty;
}

function sectionClaims(text: string, report: ReportDocument, section: ReportSection): readonly ClaimedSentence[] {
  const { start, end } = section.content;
  const language = textLanguage(text.slice(start, Math.min(end, start + 2000)), report.language);
  const kind = section.covers[0];
  const reason = kind === undefined || visible.includes(kind) ? undefined : reasons[kind];
  if (reason)
    return sentencesOf(text, section.content, vocabularyOf(language)).map((sentence) => ({
      range: rangeOf(sentence),
      claims: [],
      reason,
    }));
  return readClaims(text, section.content, language)
    .filter((one) => one.reason !== 'heading')
    .map(({ sentence, ...claims }) => ({ range: rangeOf(sentence), ...claims }));
}

const reasons: Readonly<Partial<Record<string, NotAskedReason>>> = {
  indication: 'history',
  technique: 'technique',
  comparison: 'comparison',
};

/** Bullets and numbers of a list are no part of its sentences. */
function rangeOf({ tokens }: Sentence): TextRange {
  const [first, second] = tokens;
  const isBullet = first?.kind === 'sign' && /^[-*•·‣+–—>▪■●►]$/.test(first.text) && second?.gap === 'space';
  const isNumber =
    first &&
    second &&
    /^[.)]$/.test(second.text) &&
    second.gap === 'none' &&
    first.text.length <= 2 &&
    tokens.length > 2;
  const from = tokens[isBullet ? 1 : isNumber ? 2 : 0];
  return { start: from?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
}
