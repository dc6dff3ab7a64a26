/**
 * Guesses at an answer's next tokens by looking the last ones up in what was said before (prompt-lookup decoding): an
 * answer that repeats or rewrites a text is read in strides instead of token by token. A wrong guess costs a little, and
 * never changes the answer.
 */

/** So many tokens have to be the same for a guess. */
const matched = 3;
const longestDraft = 8;

export class PromptLookup {
  /** `tokens`: all so far, placeholders of images among them. At most `room` guesses; none where nothing is found. */
  draft(tokens: readonly number[], room: number): readonly number[] {
    const length = Math.min(longestDraft, room);
    const end = tokens.length - matched;
    if (length <= 0 || end <= 0) return [];
    for (let start = end - 1; start >= 0; start--) {
      if (!this.#isSame(tokens, start, end)) continue;
      const guess = tokens.slice(start + matched, start + matched + length);
      const image = guess.findIndex((token) => token < 0);
      return image < 0 ? guess : guess.slice(0, image);
    }
    return [];
  }

  #isSame(tokens: readonly number[], a: number, b: number): boolean {
    for (let index = 0; index < matched; index++) if (tokens[a + index] !== tokens[b + index]) return false;
    return true;
  }
}
