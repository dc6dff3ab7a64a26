/**
 * What of a prompt is there already: in the sequence, or as a state of an earlier conversation about the same image, in
 * memory or on disk.
 */
import type { KvSequence } from './kvSequence.ts';
import type { PlannedRequest } from './planRequest.ts';
import type { PrefixCache } from './prefixCache.ts';
import { reusablePositions } from './promptPlan.ts';

/** Leaves in the sequence what the prompt begins with, as long as possible, and nothing else; returns its positions. */
export async function reusePrompt(
  sequence: KvSequence,
  { plan, prefixes }: PlannedRequest,
  cache: PrefixCache,
): Promise<number> {
  const standing = reusablePositions(plan, sequence.held);
  for (const prefix of prefixes) {
    if (prefix.positions <= standing) break;
    const saved = await cache.get(prefix);
    if (saved !== undefined && (await sequence.restore(saved, prefix.held))) return prefix.positions;
  }
  // A state that did not fit has emptied the sequence.
  return sequence.cut(Math.min(standing, sequence.held.length));
}
