/** The sentences of a draft: where they stand, which are judged, and what became of them. */
import type { Language } from '../reading/words/language.ts';
import { vocabularyOf } from '../reading/words/lexicons.ts';
import { sentencesOf } from '../reading/statements/sentence.ts';
import { isEmptyRange, type TextRange } from '../reading/textRange.ts';
import type { Proposal } from './proposal.ts';
import type { SentenceCounts } from './provenance.ts';

/** Where each sentence of a part of a text stands, the mark of a list's item included. */
export function sentenceRanges(text: string, range: TextRange, language: Language): TextRange[] {
  return sentencesOf(text, range, vocabularyOf(language)).flatMap(({ tokens }) => {
    const [first] = tokens;
    const last = tokens.at(-1);
    return first && last ? [{ start: first.start, end: last.end }] : [];
  });
}

/** The words of each sentence, white space as one space: how sentences are compared. */
export function sentenceWords(text: string, range: TextRange, language: Language): string[] {
  return sentenceRanges(text, range, language).map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' '));
}

/** The sentences of an open draft that nobody has judged yet. `text` is the document. */
export function unjudgedSentences(proposal: Proposal, text: string, language: Language): TextRange[] {
  const judged = (proposal.judged ?? []).filter(({ range }) => !isEmptyRange(range));
  return sentenceRanges(text, proposal.draft.range, language).filter(
    (sentence) => !judged.some(({ range }) => range.start <= sentence.start && sentence.end <= range.end),
  );
}

/** The parts of an open draft that nobody has judged yet: the draft without its judged sentences. */
export function unreviewedRanges({ draft, judged = [] }: Proposal): TextRange[] {
  const ranges: TextRange[] = [];
  let { start } = draft.range;
  const done = judged.map(({ range }) => range).filter((range) => !isEmptyRange(range));
  for (const range of done.sort((a, b) => a.start - b.start)) {
    if (range.start > start) ranges.push({ start, end: range.start });
    start = Math.max(start, range.end);
  }
  if (start < draft.range.end) ranges.push({ start, end: draft.range.end });
  return ranges;
}

/**
 * The change that takes a sentence of a draft out, with the space that parted it from its neighbours; a line that held
 * nothing else goes with its break.
 */
export function withoutSentence(text: string, draft: TextRange, sentence: TextRange): TextRange {
  let { start, end } = sentence;
  const lineStart = Math.max(
    draft.start,
    Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1,
  );
  const rest = /^[ \t]*(?:\r\n|\r|\n)?/.exec(text.slice(end, draft.end))?.[0] ?? '';
  const isWholeLine =
    text.slice(lineStart, start).trim() === '' && (/[\r\n]/.test(rest) || end + rest.length === draft.end);
  if (isWholeLine) {
    end += rest.length;
    start = lineStart;
    if (end === draft.end)
      start -= /(?:\s*(?:\r\n|\r|\n))?[ \t]*$/.exec(text.slice(draft.start, start))?.[0].length ?? 0;
    return { start, end };
  }
  const behind = /^[ \t]+/.exec(text.slice(end, draft.end))?.[0].length ?? 0;
  if (behind > 0) return { start, end: end + behind };
  const before = /[ \t]+$/.exec(text.slice(lineStart, start))?.[0].length ?? 0;
  return { start: start - before, end };
}

/**
 * What became of a draft's sentences: those that stand unchanged, in order; of the others as many as stand in other
 * words, and those that are gone. Works on words as on hashes.
 */
export function judgedSentences(drafted: readonly string[], final: readonly string[]): SentenceCounts {
  const accepted = commonLength(drafted, final);
  const edited = Math.min(drafted.length, final.length) - accepted;
  return { accepted, edited, discarded: drafted.length - accepted - edited };
}

/** Length of the longest common subsequence. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const one of a) {
    const next = [0];
    b.forEach((other, index) => {
      next.push(one === other ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0));
    });
    row = next;
  }
  return row.at(-1) ?? 0;
}
