import { sentenceRanges } from '../drafts/draftSentences.ts';
import type { ProvenanceRecord } from '../drafts/provenance.ts';
import { offsetAfterLineBreakChange, withLineBreaks, type TextRange } from '../reading/textRange.ts';
import type { ReportDocument } from '../reportDocument.ts';

/** A draft of which nobody has said anything, and that stands in a text. */
export interface StandingDraft {
  readonly record: ProvenanceRecord;
  readonly range: TextRange;
  /** Its very words stand there, not only some of its sentences. */
  readonly isWhole: boolean;
}

type Hash = (text: string) => string;
type Find = (record: ProvenanceRecord) => TextRange | undefined;

/** Where a paragraph or a sentence can start. */
const starts = /(?<=^[ \t]*|[:.!?][ \t]+)(?=\S)/gm;
/** One sentence alone, such as "No effusion.", may well be a person's. */
const fewestSentences = 2;

/**
 * The drafts that a report's records tell of, that nobody has accepted or discarded, and that stand in the text: whole,
 * or by some of their sentences. What a person has accepted counts as accepted, whichever other draft had it too.
 * `records` are oldest first. `sha256` answers lower-case hex, of the text's UTF-8 bytes.
 */
export function standingDrafts(
  text: string,
  report: ReportDocument,
  records: readonly ProvenanceRecord[],
  sha256: Hash,
): StandingDraft[] {
  const fates = new Map(records.map(({ proposal, event }) => [proposal, event]));
  const decided = records.filter(({ event }) => event === 'accepted' || event === 'edited');
  const accepted = new Set(
    decided.flatMap(({ text: words, drafted, draftedSentences = [] }) => [words, drafted, ...draftedSentences]),
  );
  const waiting = records
    .filter(({ proposal, event }) => event === 'drafted' && fates.get(proposal) === event)
    .filter(({ text: words }) => !accepted.has(words))
    // The newest version of a draft first.
    .toReversed();
  if (waiting.length === 0) return [];
  const found: StandingDraft[] = [];
  const add = (find: Find, isWhole: boolean): void => {
    for (const record of waiting) {
      const range = found.some((one) => one.record.proposal === record.proposal) ? undefined : find(record);
      if (range && !found.some((one) => overlap(one.range, range))) found.push({ record, range, isWhole });
    }
  };
  add(wholeTexts(text, sha256), true);
  add(sentences(text, report, accepted, sha256), false);
  return found.sort((a, b) => a.range.start - b.range.start);
}

function overlap(a: TextRange, b: TextRange): boolean {
  return a.start < b.end && b.start < a.end;
}

/** A draft is found by the hash and the length of its words. */
function wholeTexts(text: string, sha256: Hash): Find {
  const unix = withLineBreaks(text, '\n');
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const places = Array.from(unix.matchAll(starts), ({ index }) => index);
  const inText = (offset: number): number => offsetAfterLineBreakChange(text, offset, '\n', eol);
  return ({ text: wanted, length = 0 }) => {
    if (length === 0) return undefined;
    const start = places.find(
      (place) => place + length <= unix.length && sha256(unix.slice(place, place + length)) === wanted,
    );
    return start === undefined ? undefined : { start: inText(start), end: inText(start + length) };
  };
}

/**
 * A draft that was changed is found by its sentences: from the first to the last of them in the section that has most.
 */
function sentences(
  text: string,
  report: ReportDocument,
  accepted: ReadonlySet<string | undefined>,
  sha256: Hash,
): Find {
  const sections = report.sections.map(({ content }) =>
    sentenceRanges(text, content, report.language).map((range) => ({
      range,
      hash: sha256(text.slice(range.start, range.end).replace(/\s+/g, ' ')),
    })),
  );
  return ({ draftedSentences = [] }) => {
    const wanted = new Set(draftedSentences.filter((hash) => !accepted.has(hash)));
    const [most] = sections
      .map((all) => all.filter(({ hash }) => wanted.has(hash)))
      .sort((a, b) => new Set(b.map(({ hash }) => hash)).size - new Set(a.map(({ hash }) => hash)).size);
    const [first, last] = [most?.[0], most?.at(-1)];
    if (!first || !last || new Set(most?.map(({ hash }) => hash)).size < fewestSentences) return undefined;
    return { start: first.range.start, end: last.range.end };
  };
}
