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

export class TokenStream {
  readonly #detokenize: Detokenizer;
  #emitted: Token[] = [];
  #held: Token[] = [];
  #isAtStart = true;

  constructor(detokenize: Detokenizer) {
    this.#detokenize = detokenize;
  }

  /**
   * The text that is whole with this token; often empty or a word. White space at the start of an answer is dropped.
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
    if (!this.#isAtStart) return text;
    const trimmed = text.trimStart();
    if (trimmed !== '') this.#isAtStart = false;
    return trimmed;
  }
}
