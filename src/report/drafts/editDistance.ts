import { distance } from 'fastest-levenshtein';

/** Longer texts would take seconds. */
const longest = 20_000;

/** Edits of single characters that make one text of the other (Levenshtein); undefined for texts too long to compare. */
export function editDistance(one: string, other: string): number | undefined {
  if (one === other) return 0;
  return Math.max(one.length, other.length) > longest ? undefined : distance(one, other);
}
