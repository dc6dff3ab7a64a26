import { PhraseIndex, type Hit, type Phrase } from './phraseIndex.ts';

/** A text of nothing but different words is not remembered for ever. */
const mostKnown = 5_000;

/** Finds phrases of a list that a vocabulary does not have; each word is looked up once. */
export class PhraseFinder<V> {
  readonly #index: PhraseIndex<V>;
  readonly #known = new Map<string, readonly Phrase<V>[]>();

  /** Phrases of a list are parted by `|`, in plain words. */
  constructor(lists: Iterable<readonly [value: V, phrases: string]>) {
    this.#index = new PhraseIndex(lists);
  }

  /** The phrases that the words have, in their order: of two that start together the longer, and none over another. */
  hitsIn(words: readonly { readonly word: string }[]): Hit<V>[] {
    const hits: Hit<V>[] = [];
    let free = 0;
    words.forEach(({ word }, from) => {
      if (from < free) return;
      const phrases = this.#startingWith(word);
      const hit = phrases.length > 0 ? PhraseIndex.longest(phrases, words, from) : undefined;
      if (!hit) return;
      hits.push(hit);
      free = hit.to;
    });
    return hits;
  }

  #startingWith(word: string): readonly Phrase<V>[] {
    const known = this.#known.get(word);
    if (known) return known;
    const phrases = this.#index.startingWith(word);
    if (this.#known.size < mostKnown) this.#known.set(word, phrases);
    return phrases;
  }
}
