/**
 * Tokens to text as they come. A character may be spread over several tokens (byte tokens), and a token's text may
 * depend on the one before; so text is held back until it is whole: what is emitted never changes and never holds half
 * a character.
 */
import type { Detokenizer, Token } from 'node-llama-cpp';

/**
 * No character has more bytes than this many tokens can hold; after them a replacement character is the model's own.
 */
const longestCharacter = 8;
const replacement = '\u{fffd}';

/** Text that what comes is joined to: the tokens before, and white space at its end that they do not have. */
export interface TextBefore {
  readonly tokens: readonly Token[];
  readonly space: string;
}

export class TokenStream {
  readonly #detokenize: Detokenizer;
  #emitted: readonly Token[];
  #held: Token[] = [];
  #isAtStart: boolean;
  /** White space that stands there already. */
  #spaceBefore: string;

  constructor(detokenize: Detokenizer, before?: TextBefore) {
    this.#detokenize = detokenize;
    this.#emitted = before?.tokens.slice(-longestCharacter) ?? [];
    this.#isAtStart = before === undefined;
    this.#spaceBefore = before?.space ?? '';
  }

  /**
   * The text that is whole with this token; often empty or a word. White space at the start of an answer is dropped, and of
   * one that is gone on with as much as stands there already.
   */
  push(token: Token): string {
    this.#held.push(token);
    const text = this.#detokenize(this.#held, false, this.#emitted);
    if (text.endsWith(replacement) && this.#held.length < longestCharacter) return '';
    this.#emitted = [...this.#emitted, ...this.#held].slice(-longestCharacter);
    this.#held = [];
    return this.#withoutLeadingSpace(text);
  }

  #withoutLeadingSpace(text: string): string {
    if (!this.#isAtStart) return this.#withoutSpaceBefore(text);
    const trimmed = text.trimStart();
    if (trimmed !== '') this.#isAtStart = false;
    return trimmed;
  }

  #withoutSpaceBefore(text: string): string {
    if (this.#spaceBefore === '' || text === '') return text;
    let same = 0;
    while (same < text.length && text[same] === this.#spaceBefore[same]) same++;
    this.#spaceBefore = same < text.length ? '' : this.#spaceBefore.slice(same);
    return text.slice(same);
  }
}
