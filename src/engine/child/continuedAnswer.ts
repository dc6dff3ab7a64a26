/** An answer that is gone on with from its end. */
export interface ContinuedAnswer {
  /** What stands in the prompt. */
  readonly text: string;
  /** White space that the answer so far ends with, and `text` does not: new text that begins with it leaves it out. */
  readonly space: string;
}

/**
 * How an answer so far (`AnswerRequest.continues`) is told; undefined where it is blank. White space before it is left
 * out, as it is of answers. Spaces at its end too: to the tokeniser a space belongs to the word behind it, so a model that
 * reads one at the end goes on as it never does within a text. Line breaks are tokens of their own and stay.
 */
export function continuedAnswer(continues: string | undefined): ContinuedAnswer | undefined {
  const begun = continues?.trimStart() ?? '';
  if (begun === '') return undefined;
  const text = begun.replace(/[ \t]+$/u, '');
  return { text, space: begun.slice(text.length) };
}
