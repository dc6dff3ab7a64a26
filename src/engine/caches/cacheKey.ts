import { createHash } from 'node:crypto';

/**
 * The name of an entry in a `DiskCache`, 64 lower-case hex digits: SHA-256 over the kind and everything that the entry
 * depends on, by label. Facts that differ in any way have different keys: they are hashed as JSON, in which no value can
 * be taken for another or for a part of a label, and in the order of their labels.
 */
export function cacheKey(kind: string, facts: Readonly<Record<string, string | number>>): string {
  const labels = Object.keys(facts).sort();
  return createHash('sha256')
    .update(JSON.stringify([kind, labels.map((label) => [label, facts[label]])]))
    .digest('hex');
}
