import { CONTRACTIONS, ORIGINAL_CONTRACTIONS } from './contractions.ts';

/** The original leaves every other sign, a colon or a per cent sign, in the word. */
const PUNCTUATION = ';/[]"{}()=+\\_-><@`,?!'.split('');
/** `re.UNICODE` stands where Python's `sub` has its count: the original drops no more periods than its value. */
const PERIODS_DROPPED = 32;
const ARTICLES: ReadonlySet<string> = new Set(['a', 'an', 'the']);
const NUMBERS: ReadonlyMap<string, string> = new Map([
  ['none', '0'],
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map(
    (word, number): [string, string] => [word, String(number)],
  ),
]);

/** Words as Python's `str.split()` finds them: it knows four separators more than `\s`, and one less. */
export function pythonWords(text: string): string[] {
  return text.split(/(?:(?!\ufeff)[\s\u001c-\u001f\u0085])+/u).filter((word) => word !== '');
}

/**
 * An answer as LLaVA-Med's VQA evaluation compares it (v1.0, `eval_metrics/glossary.py`), its errors included: a sign is
 * dropped or becomes a space by what stands elsewhere in the text, and periods after the 32nd stay. The scripts lower the
 * case first; their token scores normalise twice, see `originalTokenScores`.
 */
export function normaliseAnswer(text: string): string {
  const lower = text.toLowerCase();
  const hasGroupedNumber = /\p{Nd},\p{Nd}/u.test(lower);
  let bare = lower;
  for (const sign of PUNCTUATION) {
    const dropped = hasGroupedNumber || lower.includes(`${sign} `) || lower.includes(` ${sign}`);
    bare = bare.replaceAll(sign, dropped ? '' : ' ');
  }
  let periods = 0;
  bare = bare.replace(/\.(?!\p{Nd})/gu, (period) => (periods++ < PERIODS_DROPPED ? '' : period));
  return pythonWords(bare.toLowerCase())
    .map((word) => NUMBERS.get(word) ?? word)
    .filter((word) => !ARTICLES.has(word))
    .map((word) => ORIGINAL_CONTRACTIONS.get(word) ?? word)
    .join(' ');
}

/**
 * The same idea without the errors. Every sign separates words, wherever it stands; apostrophes within a word and decimal
 * points stay; 1,000 is 1000 and .5 is 0.5. An article is dropped only before another word: "hepatitis A" and the option
 * "A" stay. Widths and ligatures of Unicode are made plain (NFKC).
 */
export function normaliseAnswerCorrectly(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/(?<=\p{Nd}),(?=\p{Nd}{3}(?!\p{Nd}))/gu, '')
    .replace(/(?<![\p{L}\p{M}\p{N}.])\.(?=\p{Nd})/gu, '0.')
    // The periods of "e.g." separate nothing, those of "clear.No effusion" do.
    .replace(/(?<![\p{L}\p{M}\p{N}])(\p{L})\./gu, '$1')
    .replace(/(?<!\p{Nd})\.|\.(?!\p{Nd})/gu, ' ')
    .replace(/[^\p{L}\p{M}\p{N}.']+/gu, ' ')
    .split(' ')
    .map((word) => word.replace(/^'+|(?<!')'+$/g, ''))
    .filter((word) => word !== '')
    .map((word) => NUMBERS.get(word) ?? CONTRACTIONS.get(word) ?? word);
  return words.filter((word, i) => i === words.length - 1 || !ARTICLES.has(word)).join(' ');
}

/** The words of an answer, normalised correctly. */
export function answerWords(text: string): string[] {
  return normaliseAnswerCorrectly(text)
    .split(' ')
    .filter((word) => word !== '');
}
