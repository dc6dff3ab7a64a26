/** The letters of a multiple choice: "B", "(B)", "B. Effusion", "The answer is B." */

export interface OptionLetter {
  /** Of the option, from 0: A is the first. */
  readonly place: number;
  /** What stands behind the letter; empty where it stands alone. */
  readonly rest: string;
}

const LETTER =
  /^[^\p{L}\p{N}]*(?:(?:the|correct|best|answer|option|choice|is)[^\p{L}\p{N}]+)*([a-z])(?![\p{L}\p{N}'’])(.*)$/isu;
const MARK = /^[*_ \t]*[.):\]\r\n][*_]*/;
/** "C.T." is a word, and "A. or B." are two letters. */
const NO_MARK = /^\.\p{L}(?!\p{L})|^[^\p{L}\p{N}]*(?:and|or)\b/iu;

/**
 * The letter of one of the options that a text is, or begins with where a mark or a line's end sets it off ("A lung" has
 * an article). Undefined where the text is an option itself, or options are letters by themselves.
 */
export function optionLetter(text: string, options: readonly string[]): OptionLetter | undefined {
  const own = options.map(bare);
  if (own.includes(bare(text)) || own.some((option) => option.length === 1)) return undefined;
  const letter = leadingLetter(text);
  return letter !== undefined && letter.place < options.length ? letter : undefined;
}

/** Options without their letters, where each one has that of its place and a text behind it; else as they are. */
export function withoutLetters(options: readonly string[]): readonly string[] {
  const texts = options.flatMap((option, index) => {
    const { place, rest = '' } = leadingLetter(option) ?? {};
    return place === index && rest !== '' ? [rest] : [];
  });
  return texts.length === options.length ? texts : options;
}

function leadingLetter(text: string): OptionLetter | undefined {
  const [, letter = '', tail = ''] = LETTER.exec(text) ?? [];
  if (letter === '') return undefined;
  const place = letter.toUpperCase().charCodeAt(0) - 'A'.charCodeAt(0);
  if (!/[\p{L}\p{N}]/u.test(tail)) return { place, rest: '' };
  const [mark] = MARK.exec(tail) ?? [];
  return mark === undefined || NO_MARK.test(tail) ? undefined : { place, rest: tail.slice(mark.length).trim() };
}

function bare(text: string): string {
  return text.trim().replace(/\.$/, '').toLowerCase();
}
