/** A piece of a text; `isMarked` where it is what was searched for. */
export interface TextPiece {
  readonly text: string;
  readonly isMarked: boolean;
}

type Mark = readonly [start: number, end: number];

/** The whole text in pieces. Marks may lie in any order, on one another, and beyond the end. */
export function markedText(text: string, marks: readonly Mark[]): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const [start, end] of marks.toSorted(([one], [other]) => one - other)) {
    const from = Math.max(start, at);
    const to = Math.min(end, text.length);
    if (to <= from) continue;
    if (from > at) pieces.push({ text: text.slice(at, from), isMarked: false });
    pieces.push({ text: text.slice(from, to), isMarked: true });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isMarked: false });
  return pieces;
}

/**
 * Where what is searched for stands in a title, whatever its case and accents; text between quotes is one word, as the
 * search has it.
 */
export function marksOf(title: string, search: string): readonly Mark[] {
  const folded = fold(title);
  // In some scripts folding moves what follows; then places are not the same.
  if (folded.length !== title.length) return [];
  const marks: Mark[] = [];
  for (const [whole, quoted] of search.matchAll(/"([^"]+)"|[^\s"]+/gu)) {
    const word = fold(quoted ?? whole).trim();
    if (word === '') continue;
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length))
      marks.push([at, at + word.length]);
  }
  return marks;
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase();
}
