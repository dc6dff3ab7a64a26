import { foreignText, jsonEscapes } from './foreignText.ts';

/** A text for a terminal: lines stay, but nothing in it moves the cursor, colours, renames the window or turns the writing. */
export function terminalText(text: string): string {
  return foreignText(text, { longest: Number.POSITIVE_INFINITY, lines: true });
}

/** A value as indented JSON that a terminal may show: the data stay what they are. */
export function terminalJson(value: unknown, indent?: number): string {
  return jsonEscapes(JSON.stringify(value, undefined, indent));
}
