/** The words by which a sentence names a finding, as a question takes them: its noun, what qualifies it, where it is. */
import type { Mention } from '../reading/statements/mention.ts';
import type { Sentence } from '../reading/statements/sentence.ts';
import type { Hit } from '../reading/words/phraseIndex.ts';
import { articleFor, isAdjective, isMass, isPlural } from './nounForm.ts';
import { leftWords, smallWord, type PhraseWords } from './phraseWords.ts';
import { placeBehind } from './placeBehind.ts';

export interface FindingPhrase {
  /** With its article where it takes one. */
  readonly text: string;
  readonly isPlural: boolean;
}

/** Organs that come in pairs, where `in the left …` says more than `on the left`. */
const paired = new Set(['kidney', 'breast', 'ovary', 'testis', 'hip', 'knee', 'shoulder', 'ankle', 'wrist', 'hand']);
/** A noun that may follow an adjective which is a finding by itself: `fibrotic changes`. */
const carriers = /^(?:changes?|disease|process|focus|foci|area|areas|tissue|deposits?|appearances?|lung|foci)$/;

/**
 * A finding that is named with several qualities (`pleural or pericardial effusion`) is several. None where the words
 * name it by no noun (`the bowel is not dilated`), or exclude only others (`no other nodule`).
 */
export function findingPhrases(
  sentence: Sentence,
  { from, to }: Pick<Hit<string>, 'from' | 'to'>,
  mention: Mention,
): readonly FindingPhrase[] {
  const { tokens } = sentence;
  const carrier = isAdjective(tokens[to - 1]?.word ?? '') && carriers.test(tokens[to]?.word ?? '');
  const end = carrier ? to + 1 : to;
  const noun = tokens[end - 1]?.word ?? '';
  if (mention.finding === 'nodes' || isAdjective(noun)) return [];
  const before = leftWords(sentence, from, mention.assertion === 'denied');
  if (!before) return [];
  const place = placeBehind(sentence, end);
  const names = wordsOf(sentence, from, end);
  const plural = isPlural(noun);
  const firstToken = tokens[before.from]?.start ?? 0;
  const lastToken = tokens[(place?.to ?? end) - 1]?.end ?? 0;
  const where = sideElsewhere(mention, { start: firstToken, end: lastToken }, plural, [...before.words, names]);
  return [...before.others, before.words].map((words) => {
    const text = [where.before, ...words, names, place?.text, where.behind]
      .filter((one) => one !== undefined)
      .join(' ');
    const isBare = plural || (isMass(noun) && !before.hasArticle);
    return { text: isBare ? text : `${articleFor(text)} ${text}`, isPlural: plural };
  });
}

/** The tokens as the sentence has them, in small letters but for names and abbreviations. */
function wordsOf(sentence: Sentence, from: number, to: number): string {
  return sentence.tokens
    .slice(from, to)
    .map(({ text, gap }, index) => `${index > 0 && gap !== 'none' ? ' ' : ''}${smallWord(sentence, text)}`)
    .join('');
}

/** What says a side that the phrase itself does not hold: `right effusion and atelectasis`, `Left kidney: stone`. */
function sideElsewhere(
  { sides, sideRange, isLoose, organs }: Mention,
  own: { readonly start: number; readonly end: number },
  isPluralNoun: boolean,
  words: PhraseWords,
): { readonly before?: string | undefined; readonly behind?: string | undefined } {
  const isInside = sideRange !== undefined && own.start <= sideRange.start && sideRange.start < own.end;
  if (sides.length === 0 || isLoose || isInside) return {};
  if (sides.length > 1) return isPluralNoun ? { before: 'bilateral' } : { behind: 'on both sides' };
  const organ = organs.find((one) => paired.has(one));
  const isNamed = organ !== undefined && words.some((word) => word.includes(organ) || word.includes('renal'));
  return { behind: organ === undefined || isNamed ? `on the ${sides[0]}` : `in the ${sides[0]} ${organ}` };
}
