import type { ViewState } from '../../src/protocol/webview.ts';

/**
 * The state with those exchanges and images of the one before that are the same still: a message is made anew each time,
 * and what is the very same object need not be looked at again to be drawn.
 */
export function sharedState(before: ViewState | undefined, after: ViewState): ViewState {
  if (before?.conversationId !== after.conversationId) return after;
  return {
    ...after,
    exchanges: sharedList(before.exchanges, after.exchanges),
    images: sharedList(before.images, after.images),
  };
}

function sharedList<Item extends { readonly id: string }>(before: Item[], after: Item[]): Item[] {
  const known = new Map(before.map((item) => [item.id, item]));
  const shared = after.map((item) => {
    const was = known.get(item.id);
    return was !== undefined && isEqual(was, item) ? was : item;
  });
  return shared.length === before.length && shared.every((item, index) => item === before[index]) ? before : shared;
}

/** Of plain data; a member that is undefined is as one that is missing. */
function isEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [ours, theirs] = [one as Record<string, unknown>, other as Record<string, unknown>];
  return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].every((key) => isEqual(ours[key], theirs[key]));
}
