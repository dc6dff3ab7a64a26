import type { TextRange } from '../textRange.ts';
import { tokensOf, type Token } from '../words/token.ts';
import { marksOf, type Marks, type Vocabulary } from '../words/vocabulary.ts';
import type { Sentence } from './sentence.ts';

/** Where a sentence stands; its words are read again when somebody asks. */
export interface SentencePlace extends TextRange {
  readonly kind: 'findings' | 'impression';
  readonly isLabel: boolean;
  readonly startsParagraph: boolean;
}

export interface ReadSentence {
  readonly tokens: readonly Token[];
  readonly marks: Marks;
}

/** Remembers where the sentences of a report stand, not their words: a long report has a hundred thousand. */
export class SentencePlaces {
  readonly #places: Record<SentencePlace['kind'], SentencePlace[]> = { findings: [], impression: [] };

  add({ tokens, isLabel, startsParagraph }: Sentence, kind: SentencePlace['kind']): void {
    const start = tokens[0]?.start ?? 0;
    this.#places[kind].push({ start, end: tokens.at(-1)?.end ?? start, kind, isLabel, startsParagraph });
  }

  /** The sentences of a kind of section, in their order. */
  of(kind: SentencePlace['kind']): readonly SentencePlace[] {
    return this.#places[kind];
  }

  /** The index among those of the sentence that holds an offset; -1 where none does. */
  indexAt(kind: SentencePlace['kind'], offset: number): number {
    const places = this.#places[kind];
    let [low, high] = [0, places.length - 1];
    while (low <= high) {
      const index = (low + high) >> 1;
      const place = places[index];
      if (place === undefined || offset < place.start) high = index - 1;
      else if (offset >= place.end) low = index + 1;
      else return index;
    }
    return -1;
  }
}

/** The words of a sentence of {@link SentencePlaces}. */
export function readAgain(text: string, place: TextRange, vocabulary: Vocabulary): ReadSentence {
  const tokens = tokensOf(text, place, vocabulary);
  return { tokens, marks: marksOf(tokens) };
}
