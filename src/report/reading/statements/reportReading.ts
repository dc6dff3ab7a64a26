import type { Language } from '../words/language.ts';
import { vocabularyOf } from '../words/lexicons.ts';
import type { Mention } from './mention.ts';
import { MentionReader } from './mentions.ts';
import { sentencesOf, type Sentence } from './sentence.ts';
import type { ReportSection } from '../sections/sections.ts';
import { textLanguage } from '../words/textLanguage.ts';
import type { TextRange } from '../textRange.ts';

/** What the Findings and the Impression of a report say. */
export interface ReportReading {
  readonly language: Language;
  readonly findings: SectionReading;
  readonly impression: SectionReading;
}

export interface SectionReading {
  readonly hasText: boolean;
  readonly mentions: readonly Mention[];
}

/** Is shown every sentence once; none is kept, as a long report has a hundred thousand words. */
export type SentenceVisitor = (sentence: Sentence, kind: 'findings' | 'impression') => void;

/** About so many characters are read between two pauses. */
const stride = 16_000;

/** Reads step by step, so that whoever drives it may do something else, or stop, at each `yield`. */
export function* readReport(
  text: string,
  sections: readonly ReportSection[],
  headings: Language,
  visit: SentenceVisitor,
): Generator<void, ReportReading> {
  const own = sections.filter(({ kind }) => kind === 'findings' || kind === 'impression');
  const sample = own
    .map(({ content }) => text.slice(content.start, Math.min(content.end, content.start + 2000)))
    .join('\n');
  const language = textLanguage(sample, headings);
  const findings = yield* readKind(text, own, 'findings', { language, visit });
  const impression = yield* readKind(text, own, 'impression', { language, visit });
  return { language, findings, impression };
}

function* readKind(
  text: string,
  sections: readonly ReportSection[],
  kind: 'findings' | 'impression',
  { language, visit }: { readonly language: Language; readonly visit: SentenceVisitor },
): Generator<void, SectionReading> {
  let hasText = false;
  const vocabulary = vocabularyOf(language);
  const reader = new MentionReader(vocabulary);
  for (const section of sections) {
    if (section.kind !== kind) continue;
    for (const range of stretches(text, section.content)) {
      const sentences = sentencesOf(text, range, vocabulary);
      reader.read(sentences);
      for (const sentence of sentences) visit(sentence, kind);
      hasText ||= sentences.length > 0;
      yield;
    }
    reader.endSection();
  }
  return { hasText, mentions: reader.mentions };
}

/** Shows the sentences of the Findings once more, for a question that few reports raise. */
export function visitFindings(
  text: string,
  sections: readonly ReportSection[],
  language: Language,
  visit: SentenceVisitor,
): void {
  const vocabulary = vocabularyOf(language);
  for (const { kind, content } of sections)
    if (kind === 'findings')
      for (const range of stretches(text, content))
        for (const sentence of sentencesOf(text, range, vocabulary)) visit(sentence, kind);
}

/** Cuts a long section at ends of lines behind a full stop, or at the next line at all. */
function* stretches(text: string, { start, end }: TextRange): Generator<TextRange> {
  let from = start;
  while (end - from > stride) {
    const near = text.slice(from + stride, Math.min(end, from + 2 * stride));
    const cut = /\n\s*\n|[.:;]\s*\n/.exec(near) ?? /\n/.exec(near) ?? /\.\s/.exec(near);
    const to = from + stride + (cut ? cut.index + cut[0].length : near.length);
    yield { start: from, end: to };
    from = to;
  }
  if (from < end) yield { start: from, end };
}
