/** Square brackets of one line that belong together. Offsets count in the line. */
export interface BracketPair {
  /** Of `[`. */
  readonly start: number;
  /** Behind `]`. */
  readonly end: number;
  /** It stands in another pair, or another stands in it. */
  readonly isNested: boolean;
}

/** The pairs of a line in order; `hidden` are ranges that hold no brackets, in order. Escaped brackets are none. */
export function bracketPairs(
  text: string,
  hidden: readonly { readonly start: number; readonly end: number }[] = [],
): BracketPair[] {
  const ends = new Map<number, number>();
  const open: number[] = [];
  let skip = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (at === hidden[skip]?.start) {
      at = (hidden[skip]?.end ?? at) - 1;
      skip += 1;
      continue;
    }
    const sign = text.charAt(at);
    if (sign === '\\') at += 1;
    else if (sign === '[') open.push(at);
    else if (sign === ']') {
      const start = open.pop();
      if (start !== undefined) ends.set(start, at + 1);
    }
  }
  return inOrder(ends);
}

function inOrder(ends: ReadonlyMap<number, number>): BracketPair[] {
  const sorted = [...ends].sort(([one], [other]) => one - other);
  let outerEnd = 0;
  return sorted.map(([start, end], index) => {
    const isInside = start < outerEnd;
    if (!isInside) outerEnd = end;
    const next = sorted[index + 1];
    return { start, end, isNested: isInside || (next !== undefined && next[0] < end) };
  });
}
