/**
 * BLEU-4 and ROUGE-L of reports, section by section: a draft's Findings against the reference's Findings, Impression
 * against Impression. Overlap of words: a wrong side costs one word, and a finding in other words counts as missed.
 */
import { parseReport, type ReportSection } from '../../report/reportDocument.ts';
import { corpusBleu, sentenceBleu, type WordPair } from '../metrics/bleu.ts';
import { answerWords } from '../metrics/normaliseAnswer.ts';
import { rougeL } from '../metrics/rougeL.ts';

export const SCORED_SECTIONS = ['findings', 'impression'] as const;
export type ScoredSection = (typeof SCORED_SECTIONS)[number];

/** Fractions of 1. */
export interface SectionScore {
  readonly bleu4: number;
  readonly rougeL: number;
}

/** Undefined: the reference has no such section, or the draft has none. */
export type SectionScores = Readonly<Record<ScoredSection, SectionScore | undefined>>;

export interface SectionSummary {
  /** Of the sums of all n-grams, not smoothed; missing sections are empty. */
  readonly corpusBleu4: number;
  /** Means over the references with the section; a draft without it scores 0. */
  readonly bleu4: number;
  readonly rougeL: number;
  /** References that have the section. */
  readonly count: number;
  /** Drafts that lack it. */
  readonly missing: number;
}

interface Texts {
  readonly reference: string;
  readonly draft: string;
}

export function sectionScores({ reference, draft }: Texts): SectionScores {
  const [expected, written] = [reportSections(reference), reportSections(draft)];
  const score = (section: ScoredSection): SectionScore | undefined => {
    const [truth, text] = [expected[section], written[section]];
    return truth === undefined || text === undefined ? undefined : scoreOf(pairOf(truth, text));
  };
  return { findings: score('findings'), impression: score('impression') };
}

/** Undefined for a section that no reference has, or no draft: a model asked for Findings only is not marked for the rest. */
export function sectionSummaries(texts: readonly Texts[]): Readonly<Record<ScoredSection, SectionSummary | undefined>> {
  const all = texts.map(({ reference, draft }) => [reportSections(reference), reportSections(draft)] as const);
  const summary = (section: ScoredSection): SectionSummary | undefined => {
    const own = all.filter(([truth]) => truth[section] !== undefined);
    const missing = own.filter(([, text]) => text[section] === undefined).length;
    if (own.length === missing) return undefined;
    const pairs = own.map(([truth, text]) => pairOf(truth[section] ?? '', text[section] ?? ''));
    const scores = pairs.map(scoreOf);
    const mean = (name: keyof SectionScore): number => scores.reduce((sum, one) => sum + one[name], 0) / scores.length;
    return {
      corpusBleu4: corpusBleu(pairs, 4),
      bleu4: mean('bleu4'),
      rougeL: mean('rougeL'),
      count: own.length,
      missing,
    };
  };
  return { findings: summary('findings'), impression: summary('impression') };
}

/** The words of Findings and Impression; a text without their headings is Findings. Empty sections are none. */
export function reportSections(text: string): Readonly<Record<ScoredSection, string | undefined>> {
  const { sections, frontMatter } = parseReport(text);
  const isOwn = ({ kind }: ReportSection): boolean => kind === 'findings' || kind === 'impression';
  if (!sections.some(isOwn))
    return { findings: filled(text.slice(frontMatter?.range.end ?? 0)), impression: undefined };
  const contents = (kind: ScoredSection): string | undefined =>
    filled(
      sections
        .filter((section) => section.kind === kind)
        .map(({ content }) => text.slice(content.start, content.end))
        .join('\n'),
    );
  const impression = contents('impression');
  // Text above an Impression, without a heading of its own.
  const first = sections[0]?.heading.start ?? 0;
  const findings = contents('findings') ?? filled(text.slice(frontMatter?.range.end ?? 0, first));
  return { findings, impression };
}

function filled(text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed === '' ? undefined : trimmed;
}

function pairOf(reference: string, draft: string): WordPair {
  return { answer: answerWords(draft), reference: answerWords(reference) };
}

function scoreOf(pair: WordPair): SectionScore {
  return { bleu4: sentenceBleu(pair, 4), rougeL: rougeL(pair.answer, pair.reference) };
}
