import type { Mention } from '../reading/statements/mention.ts';
import {
  readAgain,
  type ReadSentence,
  type SentencePlace,
  type SentencePlaces,
} from '../reading/statements/sentencePlaces.ts';
import type { Vocabulary } from '../reading/words/vocabulary.ts';

/** A mention with the sentence that it stands in. */
export interface Phrase extends ReadSentence {
  readonly mention: Mention;
  readonly kind: SentencePlace['kind'];
  /** Among the sentences of its kind. */
  readonly index: number;
  /** The finding's own tokens. */
  readonly from: number;
  readonly to: number;
}

/** Reads the sentences around mentions again, each once. */
export class SpokenPhrases {
  readonly #text: string;
  readonly #places: SentencePlaces;
  readonly #vocabulary: Vocabulary;
  readonly #read = new Map<string, ReadSentence>();

  constructor(text: string, places: SentencePlaces, vocabulary: Vocabulary) {
    this.#text = text;
    this.#places = places;
    this.#vocabulary = vocabulary;
  }

  phraseOf(mention: Mention, kind: Phrase['kind']): Phrase | undefined {
    const index = this.#places.indexAt(kind, mention.range.start);
    const sentence = this.sentence(kind, index);
    if (!sentence) return undefined;
    const from = sentence.tokens.findIndex(({ start }) => start === mention.range.start);
    const to = sentence.tokens.findLastIndex(({ end }) => end === mention.range.end) + 1;
    return from < 0 || to <= from ? undefined : { ...sentence, mention, kind, index, from, to };
  }

  sentence(kind: Phrase['kind'], index: number): ReadSentence | undefined {
    const place = this.#places.of(kind)[index];
    if (!place) return undefined;
    const key = `${kind} ${index}`;
    const read = this.#read.get(key) ?? readAgain(this.#text, place, this.#vocabulary);
    this.#read.set(key, read);
    return read;
  }

  /** The sentences before one in its paragraph, the nearest first. */
  *before({ kind, index }: Phrase): Generator<{ readonly index: number; readonly sentence: ReadSentence }> {
    const places = this.#places.of(kind);
    for (let at = index; at > 0 && index - at < farthest && !places[at]?.startsParagraph; at -= 1) {
      const sentence = this.sentence(kind, at - 1);
      if (sentence && !places[at - 1]?.isLabel) yield { index: at - 1, sentence };
    }
  }

  /** The words of the label on its own line that a phrase stands under. */
  labelOf({ kind, index }: Phrase): ReadSentence | undefined {
    const places = this.#places.of(kind);
    for (let at = index - 1; at >= 0 && index - at < farthest; at -= 1)
      if (places[at]?.isLabel) return this.sentence(kind, at);
    return undefined;
  }
}

const farthest = 12;
