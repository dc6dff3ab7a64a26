/** A phrase that was found in a sentence: tokens `from` up to `to`. */
export interface Hit<V> {
  readonly from: number;
  readonly to: number;
  readonly value: V;
}

/** A phrase's words; `effusion*` is any word that starts so, `*erguss` one that ends so. */
export interface Phrase<V> {
  readonly parts: readonly string[];
  readonly value: V;
}

interface Word {
  readonly word: string;
}

/** Phrases by the words that they may start with. */
export class PhraseIndex<V> {
  readonly #byStart = new Map<string, Phrase<V>[]>();
  readonly #byEnd: Phrase<V>[] = [];

  /** Phrases of a list are parted by `|`. */
  constructor(lists: Iterable<readonly [value: V, phrases: string]>) {
    for (const [value, list] of lists)
      for (const phrase of list.split('|'))
        if (phrase.trim() !== '') this.#add({ parts: phrase.trim().split(/\s+/), value });
  }

  /** The phrases that a word may start, the longer first part first: of two as many words long it says more. */
  startingWith(word: string): readonly Phrase<V>[] {
    return [...(this.#byStart.get(word.slice(0, 2)) ?? []), ...this.#byEnd]
      .filter(({ parts }) => fits(parts[0] ?? '', word))
      .sort((a, b) => (b.parts[0]?.length ?? 0) - (a.parts[0]?.length ?? 0));
  }

  /** Where one of the phrases first stands in the words; -1 where none does. */
  firstIn(words: readonly Word[]): number {
    return words.findIndex(({ word }, from) => PhraseIndex.longest(this.startingWith(word), words, from) !== undefined);
  }

  /** The longest of the phrases that the words at `from` have; their first word fits. */
  static longest<V>(phrases: readonly Phrase<V>[], words: readonly Word[], from: number): Hit<V> | undefined {
    let best: Phrase<V> | undefined;
    for (const phrase of phrases) {
      const { parts } = phrase;
      if (best && parts.length <= best.parts.length) continue;
      let length = 1;
      while (length < parts.length && fits(parts[length] ?? '', words[from + length]?.word ?? '')) length += 1;
      if (length === parts.length) best = phrase;
    }
    return best && { from, to: from + best.parts.length, value: best.value };
  }

  #add(phrase: Phrase<V>): void {
    const first = phrase.parts[0] ?? '';
    if (first.startsWith('*')) {
      this.#byEnd.push(phrase);
      return;
    }
    const key = first.slice(0, 2);
    const list = this.#byStart.get(key);
    if (list) list.push(phrase);
    else this.#byStart.set(key, [phrase]);
  }
}

function fits(part: string, word: string): boolean {
  if (part === word) return true;
  if (part.endsWith('*')) return word.startsWith(part.slice(0, -1));
  return part.startsWith('*') && word.endsWith(part.slice(1));
}
