/** Parts of a run, for several machines: together they give the very answers of the whole. */
import type { EvaluationItem } from '../item.ts';
import type { Shard } from './runManifest.ts';

/** Questions without an image are decoded by so many: `questionWindows`. */
const IMAGELESS_BLOCK = 64;

/**
 * For each item whether it belongs to the shard. All questions of an image do, since they are decoded together and an
 * answer may depend, in its last bits, on those it is decoded with.
 */
export function inShard(items: readonly EvaluationItem[], shard: Shard | undefined): readonly boolean[] {
  if (shard === undefined) return items.map(() => true);
  const numbers = new Map<string, number>();
  return items.map(({ image }, index) => {
    const key = image ?? `\0${Math.floor(index / IMAGELESS_BLOCK)}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number % shard.count === shard.index - 1;
  });
}
