/**
 * A SentencePiece vocabulary of made-up words. Every beginning of a word is a token too, so that the tokenizer builds
 * each word up letter by letter: an answer's text becomes the very tokens again that it was made of, as it nearly always
 * does with a trained vocabulary. Other text is one token for each character.
 */
export interface Vocabulary {
  readonly tokens: readonly string[];
  readonly scores: readonly number[];
  /** GGUF's: 1 normal, 2 unknown, 3 control, 6 byte. */
  readonly types: readonly number[];
  /** Token ids from here on are words. */
  readonly firstWord: number;
}

export const endOfAnswer = 2;
const space = '\u2581';
const consonants = Array.from('bcdfghjklmnprstvwz');
const vowels = Array.from('aeiou');

/** `size`: at least 10000 tokens, at most 150000. */
export function wordVocabulary(size: number): Vocabulary {
  const control = ['<unk>', '<s>', '</s>'];
  const bytes = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
  const characters = [space, ...Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index))];
  const firstWord = control.length + bytes.length + characters.length;
  const chosen = words(size - firstWord);
  return {
    tokens: [...control, ...bytes, ...characters, ...chosen],
    scores: [
      ...control.map(() => 0),
      ...bytes.map(() => 0),
      ...characters.map(() => -1),
      ...chosen.map((_, index) => -2 - index / size),
    ],
    types: [
      2,
      ...control.slice(1).map(() => 3),
      ...bytes.map(() => 6),
      ...characters.map(() => 1),
      ...chosen.map(() => 1),
    ],
    firstWord,
  };
}

function words(count: number): string[] {
  const grow = (stems: readonly string[], letters: readonly string[]): string[] =>
    stems.flatMap((stem) => letters.map((letter) => stem + letter));
  const levels = [grow([space], consonants)];
  for (const letters of [vowels, consonants, vowels]) levels.push(grow(levels.at(-1) ?? [], letters));
  const short = levels.flat();
  // The longest ones as far as they are needed, of every stem as many.
  const stems = levels.at(-1) ?? [];
  const long = consonants.flatMap((_, turn) =>
    stems.map((stem, index) => stem + (consonants[(index + turn) % consonants.length] ?? '')),
  );
  return [...short, ...long].slice(0, count);
}
