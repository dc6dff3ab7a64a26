import { diffWordsWithSpace } from 'diff';
import type { TextRange } from '../reading/textRange.ts';

/** Longer texts are not compared word by word, in UTF-16 units: with `mostEdits` a comparison stays near 40 ms. */
const longest = 10_000;

/** Words and spaces that go and come at most: texts with less in common are as good as two texts, and slow to compare. */
const mostEdits = 500;

/** Which words go and which come when one text takes the place of another; offsets count in each. */
export interface WordDiff {
  readonly removed: readonly TextRange[];
  readonly added: readonly TextRange[];
}

/** Undefined for texts too long, or too unlike, to compare. */
export function wordDiff(before: string, after: string): WordDiff | undefined {
  if (Math.max(before.length, after.length) > longest) return undefined;
  const parts = diffWordsWithSpace(before, after, { maxEditLength: mostEdits });
  if (!parts) return undefined;
  const removed: TextRange[] = [];
  const added: TextRange[] = [];
  let from = 0;
  let to = 0;
  for (const part of parts) {
    const { length } = part.value;
    if (part.removed) removed.push({ start: from, end: from + length });
    else if (part.added) added.push({ start: to, end: to + length });
    if (!part.added) from += length;
    if (!part.removed) to += length;
  }
  return { removed, added };
}
