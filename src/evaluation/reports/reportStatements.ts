/**
 * What a report says of findings, read by the rules of the report checks (`src/report/reading`): every finding with its
 * side, affirmed, uncertain or denied, and the sentence that says so.
 */
import { parseReport, type ReportDocument, type ReportSection } from '../../report/reportDocument.ts';
import type { Assertion } from '../../report/reading/statements/mention.ts';
import { MentionReader } from '../../report/reading/statements/mentions.ts';
import { sentencesOf, type Sentence } from '../../report/reading/statements/sentence.ts';
import type { TextRange } from '../../report/reading/textRange.ts';
import type { Language } from '../../report/reading/words/language.ts';
import { textLanguage } from '../../report/reading/words/textLanguage.ts';
import type { Side } from '../../report/reading/words/lexicon.ts';
import { scoringVocabulary } from './scoringWords.ts';
import { sharedBySentence } from './sharedBySentence.ts';
import { structureStatements } from './structures.ts';

export interface Statement {
  /** In one word for all its names: `effusion`, `stone`. */
  readonly finding: string;
  /** What is history or only asked for states nothing, and is left out. */
  readonly assertion: Exclude<Assertion, 'past' | 'asked'>;
  readonly sides: readonly Side[];
  /** `lung`, `kidney`; empty where the text names none. */
  readonly organs: readonly string[];
  /** Offsets in the text. */
  readonly sentence: TextRange;
}

export interface ReportStatements {
  readonly statements: readonly Statement[];
  readonly language: Language;
  /** The organs that the text names: `unknown` where it names none. */
  readonly region: 'chest' | 'other' | 'unknown';
  readonly hasText: boolean;
}

/** `likely`: the language of a text whose headings and words do not tell. */
export function readStatements(text: string, likely: Language = 'en'): ReportStatements {
  const report = parseReport(text);
  const ranges = rangesToRead(text, report);
  const sample = ranges.map(({ start, end }) => text.slice(start, Math.min(end, start + 2000))).join('\n');
  const language = textLanguage(sample, report.sections.length > 0 ? report.language : likely);
  const vocabulary = scoringVocabulary(language);
  const reader = new MentionReader(vocabulary);
  const statements: Statement[] = [];
  const sentenceOf: TextRange[] = [];
  const regions = new Set<string>();
  for (const range of ranges) {
    for (const sentence of sentencesOf(text, range, vocabulary)) {
      const where = rangeOf(sentence);
      reader.read([sentence]);
      while (sentenceOf.length < reader.mentions.length) sentenceOf.push(where);
      for (const { assertion, ...stated } of structureStatements(sentence))
        if (isStated(assertion)) statements.push({ ...stated, assertion, sentence: where });
      addRegions(sentence, regions);
    }
    reader.endSection();
  }
  sharedBySentence(text, reader.mentions, sentenceOf).forEach(({ finding, assertion, sides, organs }, index) => {
    const sentence = sentenceOf[index];
    if (!sentence || !isStated(assertion)) return;
    // `Left basal pneumonia?`
    const isAsked = assertion === 'affirmed' && text.charAt(sentence.end - 1) === '?';
    statements.push({ finding, assertion: isAsked ? 'uncertain' : assertion, sides, organs, sentence });
  });
  statements.sort((one, other) => one.sentence.start - other.sentence.start);
  return {
    statements,
    language,
    region: regions.has('chest') ? 'chest' : regions.has('other') ? 'other' : 'unknown',
    hasText: ranges.some(({ start, end }) => text.slice(start, end).trim() !== ''),
  };
}

/** Findings and Impression; all of a text without them, but for what was asked and how it was made. */
function rangesToRead(text: string, { sections, frontMatter }: ReportDocument): readonly TextRange[] {
  const start = frontMatter?.range.end ?? 0;
  const first = sections[0]?.heading.start ?? text.length;
  const before = text.slice(start, first).trim() === '' ? [] : [{ start, end: first }];
  const of = (...kinds: readonly ReportSection['kind'][]): TextRange[] =>
    sections.filter(({ kind }) => kinds.includes(kind)).map(({ content }) => content);
  if (of('findings').length > 0) return of('findings', 'impression');
  // Text above an Impression is its Findings.
  if (of('impression').length > 0) return [...before, ...of('impression')];
  const others = [...before, ...of('other')];
  return others.length > 0 ? others : [{ start, end: text.length }];
}

function isStated(assertion: Assertion): assertion is Statement['assertion'] {
  return assertion !== 'past' && assertion !== 'asked';
}

function rangeOf({ tokens }: Sentence): TextRange {
  return { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
}

const chestSites = new Set(['lung', 'rib', 'clavicle']);
const chestWords =
  /^(chest|thorax|thoracic|heart|cardiac|cardio.*|pericardi.*|mediastin.*|cardiomediastin.*|sternotomy|carina|trachea.*)$/;
/** A ventricle is the heart's or the brain's, and tells nothing. */
const telling = (site: string): boolean => site !== 'any' && site !== 'heart';
const otherWords = /^(specimen|histolog.*|slide|stroma|stain|brain|skull|spleen)$/;

function addRegions({ tokens, marks }: Sentence, regions: Set<string>): void {
  for (const { value } of marks.sites) if (telling(value)) regions.add(chestSites.has(value) ? 'chest' : 'other');
  for (const { word } of tokens)
    if (chestWords.test(word)) regions.add('chest');
    else if (otherWords.test(word)) regions.add('other');
}
