import type { Token } from './token.ts';

/** A phrase that was found in a sentence: tokens `from` up to `to`. */
export interface Hit<V> {
  readonly from: number;
  readonly to: number;
  readonly value: V;
}

interface Phrase<V> {
  readonly parts: readonly string[];
  readonly value: V;
}

/**
 * Finds phrases in tokens, the longest first. `effusion*` is any word that starts so, `*erguss` one that ends so. What
 * may start with a word is remembered, so that a long text costs a look-up for each of its words.
 */
export class PhraseIndex<V> {
  readonly #byStart = new Map<string, Phrase<V>[]>();
  readonly #byEnd: Phrase<V>[] = [];
  readonly #known = new Map<string, readonly Phrase<V>[]>();

  /** `phrases` are parted by `|`. */
  constructor(lists: Iterable<readonly [value: V, phrases: string]>) {
    for (const [value, list] of lists) {
      for (const phrase of list.split('|')) {
        if (phrase.trim() === '') continue;
        const parts = phrase.trim().split(/\s+/);
        const first = parts[0] ?? '';
        if (first.startsWith('*')) this.#byEnd.push({ parts, value });
        else {
          const key = first.slice(0, 2);
          const list = this.#byStart.get(key);
          if (list) list.push({ parts, value });
          else this.#byStart.set(key, [{ parts, value }]);
        }
      }
    }
  }

  /** Every phrase of a sentence; none overlaps another. */
  scan(tokens: readonly Token[]): Hit<V>[] {
    const hits: Hit<V>[] = [];
    for (let from = 0; from < tokens.length;) {
      const hit = this.#longestAt(tokens, from);
      if (hit) hits.push(hit);
      from = hit ? hit.to : from + 1;
    }
    return hits;
  }

  #longestAt(tokens: readonly Token[], from: number): Hit<V> | undefined {
    let best: Hit<V> | undefined;
    for (const { parts, value } of this.#startingWith(tokens[from]?.word ?? '')) {
      if (best && parts.length <= best.to - best.from) continue;
      let length = 1;
      while (length < parts.length && fits(parts[length] ?? '', tokens[from + length]?.word ?? '')) length += 1;
      if (length === parts.length) best = { from, to: from + length, value };
    }
    return best;
  }

  #startingWith(word: string): readonly Phrase<V>[] {
    const known = this.#known.get(word);
    if (known) return known;
    // The longer part first: of two phrases of as many words it says more.
    const found = [...(this.#byStart.get(word.slice(0, 2)) ?? []), ...this.#byEnd]
      .filter(({ parts }) => fits(parts[0] ?? '', word))
      .sort((a, b) => (b.parts[0]?.length ?? 0) - (a.parts[0]?.length ?? 0));
    if (this.#known.size < mostKnown) this.#known.set(word, found);
    return found;
  }
}

/** A text of nothing but different words is not remembered for ever. */
const mostKnown = 20_000;

function fits(part: string, word: string): boolean {
  if (part === word) return true;
  if (part.endsWith('*')) return word.startsWith(part.slice(0, -1));
  return part.startsWith('*') && word.endsWith(part.slice(1));
}
