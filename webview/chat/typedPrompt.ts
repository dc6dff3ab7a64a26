/** The `/word` at the cursor of the question field, by which a prompt is called. */
export interface TypedPrompt {
  /** Characters of the field's text: of the `/`, and behind the word. */
  readonly start: number;
  readonly end: number;
  /** Behind the `/`, up to the cursor. */
  readonly typed: string;
}

/** A longer word is no name: so the cost of a key does not grow with the text. */
const LONGEST = 80;

/**
 * What calls a prompt, at the beginning of the text or after white space; undefined within a word such as "and/or", and
 * for a path.
 */
export function typedPrompt(text: string, cursor: number): TypedPrompt | undefined {
  const from = Math.max(0, cursor - LONGEST);
  const near = text.slice(from, cursor);
  const found = (from === 0 ? /(?:^|\s)\/([^\s/]*)$/u : /\s\/([^\s/]*)$/u).exec(near);
  if (!found) return undefined;
  const [, typed = ''] = found;
  const rest = /^[^\s/]*/u.exec(text.slice(cursor, cursor + LONGEST))?.[0] ?? '';
  return { start: cursor - typed.length - 1, end: cursor + rest.length, typed };
}

export interface FilledField {
  readonly text: string;
  /** What is selected then: the first variable that is open, else the place behind what was put in. */
  readonly from: number;
  readonly to: number;
}

/** The field's text with a prompt in place of a part of it. */
export function withPrompt(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  prompt: string,
): FilledField {
  const open = /\$\{[A-Za-z][A-Za-z0-9]*\}/u.exec(prompt);
  const from = start + (open?.index ?? prompt.length);
  return {
    text: text.slice(0, start) + prompt + text.slice(end),
    from,
    to: from + (open?.[0].length ?? 0),
  };
}
