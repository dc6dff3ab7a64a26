/**
 * A rewriting task for random weights, whose own words repeat nothing: a model that recites a fixed text, and a prompt
 * that holds this text with every tenth word exchanged. So the answer repeats the prompt as a rewritten section does,
 * at the full cost of the model's shape, and is the same in every run.
 */
import type { Successors } from '../pair/randomModel.ts';
import type { Vocabulary } from '../pair/wordVocabulary.ts';

/** Words of the text, each another one. */
export const recitalWords = 120;
const everyNth = 10;

/** From the end of the prompt to the first word, and from each word to the next. */
export function recital(vocabulary: Vocabulary): Successors {
  const ids = wordIds(vocabulary);
  const last = vocabulary.tokens.indexOf(']');
  return new Map(ids.map((id, index) => [ids[index - 1] ?? last, id]));
}

/** What is in the prompt: the text with changes. */
export function changedRecital(vocabulary: Vocabulary): string {
  const ids = wordIds(vocabulary);
  return ids.map((id, index) => vocabulary.tokens[index % everyNth === everyNth - 1 ? id + 1 : id]?.slice(1)).join(' ');
}

/** Spread over the vocabulary, longer words first met at its end. */
function wordIds({ tokens, firstWord }: Vocabulary): number[] {
  const step = Math.floor((tokens.length - firstWord) / (recitalWords + 1));
  return Array.from({ length: recitalWords }, (_, index) => firstWord + step * (((index * 37) % recitalWords) + 1));
}
