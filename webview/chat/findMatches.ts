import { t } from '@vscode/l10n';

/** Where a text stands that was sought: characters (UTF-16 units) of the text that was searched. */
export interface Match {
  readonly start: number;
  readonly end: number;
}

/** A text as it is compared: without case and accents, spaces all alike. */
export interface FoldedText {
  readonly text: string;
  /** Where each of its characters stands in the text itself, and where that ends; missing: at the same place. */
  readonly at?: readonly number[];
}

/** Every place at which the query stands, none within another, whatever its case and accents. */
export function findMatches({ text, at }: FoldedText, query: string): readonly Match[] {
  const sought = foldText(query).text;
  if (sought === '') return [];
  const matches: Match[] = [];
  for (let found = text.indexOf(sought); found >= 0; found = text.indexOf(sought, found + sought.length)) {
    let end = found + sought.length;
    // A match is all of a character, also of one that was folded to several.
    while (at !== undefined && end < text.length && at[end] === at[end - 1]) end += 1;
    matches.push({ start: at?.[found] ?? found, end: at?.[end] ?? end });
  }
  return matches;
}

export function foldText(text: string): FoldedText {
  // Of plain ASCII every character stays one.
  if (!/[^\0-\x7F]/u.test(text)) return { text: text.toLowerCase().replaceAll(/\s/gu, ' ') };
  const folded: string[] = [];
  const at: number[] = [];
  let start = 0;
  for (const character of text) {
    const plain = foldedCharacter(character);
    for (let unit = 0; unit < plain.length; unit++) at.push(start);
    folded.push(plain);
    start += character.length;
  }
  at.push(start);
  return { text: folded.join(''), at };
}

function foldedCharacter(character: string): string {
  const plain = character < '\x80' ? character : character.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return /^\s$/u.test(plain) ? ' ' : plain.toLowerCase();
}

/** The number of the match that is shown, from 0, after going so many on from one; around both ends. */
export function goneOn(current: number, by: number, count: number): number {
  return count === 0 ? 0 : (((current + by) % count) + count) % count;
}

/** Such as "3 of 12"; empty where nothing is sought. */
export function countText(query: string, current: number, count: number): string {
  if (query === '') return '';
  return count === 0 ? t`Not found` : t`${current + 1} of ${count}`;
}
