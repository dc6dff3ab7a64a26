/**
 * Text as a search sees it: without case and without accents, so that `Pleuraerguß` is found by `PLEURAERGUß` and `épanchement`
 * by `epanchement`.
 */

/** Combining marks of Latin, Greek and Cyrillic letters, points of Hebrew and Arabic; not the vowels of Indic scripts. */
const MARKS = /[\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+/gu;
/** What has no accents: ASCII, Chinese, punctuation; only case is folded. */
const WITHOUT_MARKS = /^[\0-\x7f\u2010-\u2027\u2030-\u205e\u3000-\u3029\u4e00-\u9fff\uff00-\uffef]*$/;
/** Latin letters with their accents too: folding leaves one character of each. */
const LENGTH_KEPT = /^[\0-\u02ff\u2010-\u2027\u2030-\u205e\u3000-\u3029\u4e00-\u9fff\uff00-\uffef]*$/;

/**
 * What folding does to a text: `case` alone; `marks` too, each place in the folded text being the same place in the text;
 * or other `places`.
 */
export type Folding = 'case' | 'marks' | 'places';

export function foldingOf(text: string): Folding {
  if (WITHOUT_MARKS.test(text)) return 'case';
  return LENGTH_KEPT.test(text) ? 'marks' : 'places';
}

/** `folding`: where it is known. */
export function foldText(text: string, folding = foldingOf(text)): string {
  return folding === 'case' ? text.toLowerCase() : text.normalize('NFD').replaceAll(MARKS, '').toLowerCase();
}

/** Of each character (UTF-16) of the folded text, where in the text it is from; one more for the end. */
export function foldedPlaces(text: string): readonly number[] {
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    for (let unit = foldText(character).length; unit > 0; unit--) places.push(at);
    at += character.length;
  }
  return [...places, at];
}
