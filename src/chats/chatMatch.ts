import type { ChatMatch } from './chatSummary.ts';
import { foldText, foldedPlaces, foldingOf } from './foldText.ts';
import type { SearchText } from './searchText.ts';

/** Characters of a match, and how many of them stand before its first word. */
const LENGTH = 120;
const BEFORE = 30;
/** Of one word in one exchange: more do not change the choice. */
const MOST_PLACES = 50;

type Span = readonly [start: number, end: number];

/** The part of an exchange where most of the words stand near each other, as it was written but for line breaks. */
export function chatMatch(words: readonly string[], text: SearchText, index: number): ChatMatch {
  const exchangeId = text.parts[index]?.[0] ?? '';
  const sides = text.exchange(index).map((side) => ({ side, spans: spansOf(words, side) }));
  const { side, start, spans } = sides
    .map(({ side: one, spans: all }) => ({ side: one, spans: all.map(({ span }) => span), ...densest(all) }))
    .reduce((best, other) => (other.words > best.words ? other : best));
  const [from, to] = aroundWords(side, Math.max(0, start - BEFORE));
  const [before, after] = [from > 0 ? '…' : '', to < side.length ? '…' : ''];
  const inside = spans.filter(([spanStart, spanEnd]) => spanStart < to && spanEnd > from);
  const moved = inside.map(([spanStart, spanEnd]): Span => [
    Math.max(spanStart, from) - from + before.length,
    Math.min(spanEnd, to) - from + before.length,
  ]);
  return {
    exchangeId,
    text: `${before}${side.slice(from, to).replaceAll(/[\n\r\t]/gu, ' ')}${after}`,
    marks: merged(moved),
  };
}

/** Where the words are in a text, in order. */
function spansOf(words: readonly string[], side: string): readonly { readonly word: string; readonly span: Span }[] {
  const folding = foldingOf(side);
  const folded = foldText(side, folding);
  const places = folding === 'places' ? foldedPlaces(side) : undefined;
  return words
    .flatMap((word) => {
      const found: { word: string; span: Span }[] = [];
      for (let at = folded.indexOf(word); at >= 0 && found.length < MOST_PLACES; at = folded.indexOf(word, at + 1))
        found.push({ word, span: places === undefined ? [at, at + word.length] : unfolded(places, at, word.length) });
      return found;
    })
    .sort((one, other) => one.span[0] - other.span[0]);
}

/** Whole characters of the text, with their marks, though only a part of one was found. */
function unfolded(places: readonly number[], at: number, length: number): Span {
  const last = places[at + length - 1]!;
  let end = at + length;
  while (places[end] === last) end++;
  return [places[at]!, places[end]!];
}

/** Where most different words follow within the length of a match. */
function densest(found: readonly { readonly word: string; readonly span: Span }[]): {
  readonly start: number;
  readonly words: number;
} {
  let best = { start: 0, words: 0 };
  found.forEach(({ span: [start] }, index) => {
    const near = new Set<string>();
    for (const { word, span } of found.slice(index)) if (span[1] <= start + LENGTH - BEFORE) near.add(word);
    // a word longer than a match is one too
    if (Math.max(1, near.size) > best.words) best = { start, words: Math.max(1, near.size) };
  });
  return best;
}

/** From the beginning of a word at or before a place on, up to the end of one. */
function aroundWords(text: string, from: number): Span {
  const to = Math.min(text.length, from + LENGTH);
  const start = from === 0 ? 0 : from + Math.max(0, text.slice(from, from + BEFORE).search(/\s\S/u) + 1);
  const tail = text.slice(to - BEFORE / 2, to).search(/\s\S*$/u);
  const end = to === text.length || tail < 0 ? to : to - BEFORE / 2 + tail;
  return [between(text, start), between(text, Math.max(start, end))];
}

/** Not within a character of two units. */
function between(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/u.test(text.charAt(at)) && /[\uD800-\uDBFF]/u.test(text.charAt(at - 1)) ? at - 1 : at;
}

function merged(spans: readonly Span[]): readonly Span[] {
  return spans.reduce<Span[]>((all, [start, end]) => {
    const last = all.at(-1);
    if (last === undefined || start > last[1]) return [...all, [start, end]];
    return [...all.slice(0, -1), [last[0], Math.max(last[1], end)]];
  }, []);
}
