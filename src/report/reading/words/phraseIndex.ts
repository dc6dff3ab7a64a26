/** A phrase that was found in a sentence: tokens `from` up to `to`. */
export interface Hit<V> {
  readonly from: number;
  readonly to: number;
  readonly value: V;
}

/** A word of a phrase: `effusion*` is any that starts so, `*erguss` one that ends so. */
interface Part {
  readonly text: string;
  readonly is: 'whole' | 'start' | 'end';
}

export interface Phrase<V> {
  readonly parts: readonly Part[];
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
        if (phrase.trim() !== '') this.#add({ parts: phrase.trim().split(/\s+/).map(partOf), value });
  }

  /** The phrases that a word may start, the longer first part first: of two as many words long it says more. */
  startingWith(word: string): readonly Phrase<V>[] {
    return [...(this.#byStart.get(word.slice(0, 2)) ?? []), ...this.#byEnd]
      .filter(({ parts: [first] }) => first && fits(first, word))
      .sort((a, b) => (b.parts[0]?.text.length ?? 0) - (a.parts[0]?.text.length ?? 0));
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
      while (length < parts.length && fits(parts[length] as Part, words[from + length]?.word ?? '')) length += 1;
      if (length === parts.length) best = phrase;
    }
    return best && { from, to: from + best.parts.length, value: best.value };
  }

  #add(phrase: Phrase<V>): void {
    const [first] = phrase.parts;
    if (first?.is === 'end') {
      this.#byEnd.push(phrase);
      return;
    }
    const key = first?.text.slice(0, 2) ?? '';
    const list = this.#byStart.get(key);
    if (list) list.push(phrase);
    else this.#byStart.set(key, [phrase]);
  }
}

function partOf(written: string): Part {
  if (written.endsWith('*')) return { text: written.slice(0, -1), is: 'start' };
  return written.startsWith('*') ? { text: written.slice(1), is: 'end' } : { text: written, is: 'whole' };
}

function fits({ text, is }: Part, word: string): boolean {
  if (is === 'whole') return word === text;
  return is === 'start' ? word.startsWith(text) : word.endsWith(text);
}
