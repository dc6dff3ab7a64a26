import { imageNumber } from '../../src/conversation/conversation.ts';
import type { ViewState } from '../../src/protocol/webview.ts';

/** An image that waits gets another place among those that do. */
export interface ImageMove {
  readonly imageId: string;
  /** The one that it comes before; missing: behind all. */
  readonly before?: string;
  /** What it is called then. */
  readonly number: number;
  /** Images of the conversation. */
  readonly of: number;
}

type Ordered = Pick<ViewState, 'images' | 'pending'>;

/** Those whose place can be chosen, in their order. */
export function waitingIds({ images, pending }: Ordered): readonly string[] {
  const waits = new Set(pending);
  return images.map(({ id }) => id).filter((id) => waits.has(id));
}

/** One place to the front or back; undefined where there is none. */
export function movedBy(state: Ordered, imageId: string, by: -1 | 1): ImageMove | undefined {
  const from = waitingIds(state).indexOf(imageId);
  return from < 0 ? undefined : movedTo(state, imageId, from + by);
}

/** Let go where so many of those that wait, itself included, are above; undefined where it stays in its place. */
export function droppedBelow(state: Ordered, imageId: string, above: number): ImageMove | undefined {
  const from = waitingIds(state).indexOf(imageId);
  return from < 0 ? undefined : movedTo(state, imageId, above > from ? above - 1 : above);
}

function movedTo(state: Ordered, imageId: string, to: number): ImageMove | undefined {
  const waiting = waitingIds(state);
  const there = waiting[to];
  if (there === undefined || there === imageId) return undefined;
  const before = waiting.filter((id) => id !== imageId)[to];
  return {
    imageId,
    ...(before === undefined ? {} : { before }),
    number: imageNumber(state, there),
    of: state.images.length,
  };
}
