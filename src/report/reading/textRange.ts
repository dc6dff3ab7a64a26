/** Half-open range of UTF-16 offsets into a document's text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** One replacement in a document: `length` characters at `offset` gave way to `text`. */
export interface ContentChange {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/**
 * Where a range lies after a change. Text inserted at either edge stays outside, text inserted between is inside, and a
 * replacement that crosses an edge takes the replaced part out of the range. A change that swallows the range leaves it
 * empty, behind the new text.
 */
export function shiftRange(range: TextRange, change: ContentChange): TextRange {
  const { offset, length, text } = change;
  const changeEnd = offset + length;
  const delta = text.length - length;
  if (changeEnd <= range.start) return { start: range.start + delta, end: range.end + delta };
  if (offset >= range.end) return range;
  if (offset >= range.start && changeEnd <= range.end) return { start: range.start, end: range.end + delta };
  if (offset > range.start) return { start: range.start, end: offset };
  const behind = offset + text.length;
  return { start: behind, end: behind + Math.max(0, range.end - changeEnd) };
}

/** The text after one change. */
export function applyChange(text: string, change: ContentChange): string {
  return text.slice(0, change.offset) + change.text + text.slice(change.offset + change.length);
}

export function isEmptyRange(range: TextRange): boolean {
  return range.start === range.end;
}

/** True also at the range's end, where a cursor behind its last character stands. */
export function touches(range: TextRange, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

export type LineBreak = '\n' | '\r\n';

/** `text` with every line break written as `eol`. */
export function withLineBreaks(text: string, eol: LineBreak): string {
  return text.replace(/\r\n|\r|\n/g, eol);
}

/** The offset in `text`, whose line breaks were `from` and now are `to`, of what stood at `offset` before. */
export function offsetAfterLineBreakChange(text: string, offset: number, from: LineBreak, to: LineBreak): number {
  return withLineBreaks(withLineBreaks(text, from).slice(0, offset), to).length;
}
