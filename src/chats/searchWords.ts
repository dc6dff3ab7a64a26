import { chatMatch } from './chatMatch.ts';
import type { ChatMatch } from './chatSummary.ts';
import { foldText } from './foldText.ts';
import type { SearchText } from './searchText.ts';

/** So many words are told apart within an exchange: the bits of a number. */
const MOST_BITS = 30;

/** The words of a search, folded; text between quotes is one. */
export function searchWords(search: string): readonly string[] {
  const words = [...search.matchAll(/"([^"]+)"|[^\s"]+/gu)].map(([word, quoted]) => foldText(quoted ?? word).trim());
  return [...new Set(words)].filter((word) => word !== '');
}

/** How a chat has the words. */
export interface FoundWords {
  readonly matchCount: number;
  /** All words are in the title or the names of images. */
  readonly inHead: boolean;
  /** All words are in one exchange. */
  readonly together: boolean;
  /** The first of the best so many. */
  readonly matches: (most: number) => readonly ChatMatch[];
}

/** `head`: what is searched beside the exchanges, folded. Undefined where not all words are in the chat. */
export function findWords(words: readonly string[], head: string, text: SearchText): FoundWords | undefined {
  const { text: folded } = text.folded;
  let inHead = true;
  for (const word of words) {
    const isInHead = head.includes(word);
    inHead &&= isInHead;
    if (!isInHead && !folded.includes(word)) return undefined;
  }
  const told = words.slice(0, MOST_BITS);
  const having = wordsByExchange(told, text);
  const all = 2 ** told.length - 1;
  const whole = having.filter(([, bits]) => bits === all);
  const matching = whole.length > 0 ? whole : having;
  return {
    matches: (most) =>
      [...matching]
        .sort(([, one], [, other]) => count(other) - count(one))
        .slice(0, most)
        .sort(([one], [other]) => one - other)
        .map(([index]) => chatMatch(words, text, index)),
    matchCount: matching.length,
    inHead,
    together: whole.length > 0,
  };
}

/** Each exchange that has any of the words, by its index, and which, a bit each. */
function wordsByExchange(
  words: readonly string[],
  { folded, parts }: SearchText,
): readonly (readonly [number, number])[] {
  const bits = new Uint32Array(parts.length);
  words.forEach((word, bit) => {
    let index = 0;
    for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, folded.starts[index])) {
      while (folded.starts[index + 1]! <= at) index++;
      bits[index]! |= 1 << bit;
      index++;
      if (index >= parts.length) break;
    }
  });
  return Array.from(bits, (value, index) => [index, value] as const).filter(([, value]) => value !== 0);
}

function count(bits: number): number {
  let ones = 0;
  for (let rest = bits; rest > 0; rest &= rest - 1) ones++;
  return ones;
}
