/** Where one is in a stack: every frame of every image has a position, counted from 0. */
import type { Stack } from '../../src/protocol/viewer.ts';

export interface FramePlace {
  readonly itemId: string;
  readonly frame: number;
}

/** An image whose frames are not counted yet has one. */
function framesOf({ frames }: Stack['items'][number]): number {
  return Math.max(frames, 1);
}

export function stackLength(stack: Stack): number {
  return stack.items.reduce((sum, item) => sum + framesOf(item), 0);
}

export function placeAt(stack: Stack, position: number): FramePlace {
  let left = position;
  for (const item of stack.items) {
    if (left < framesOf(item)) return { itemId: item.id, frame: Math.max(left, 0) };
    left -= framesOf(item);
  }
  const last = stack.items.at(-1)!;
  return { itemId: last.id, frame: framesOf(last) - 1 };
}

/** Undefined when the stack has no such image; a frame beyond the image's last one is taken for the last. */
export function positionOf(stack: Stack, { itemId, frame }: FramePlace): number | undefined {
  const range = rangeOf(stack, itemId);
  return range && Math.min(range.first + frame, range.last);
}

/** The positions of an image's frames, both ends included. */
export function rangeOf(stack: Stack, itemId: string): { readonly first: number; readonly last: number } | undefined {
  let first = 0;
  for (const item of stack.items) {
    if (item.id === itemId) return { first, last: first + framesOf(item) - 1 };
    first += framesOf(item);
  }
  return undefined;
}

/** One key for each frame. */
export function frameKey({ itemId, frame }: FramePlace): string {
  return `${itemId}#${String(frame)}`;
}

/**
 * What cine runs through: the frames of a multi-frame image, else the images of the series.
 * Both ends included.
 */
export function cineRange(stack: Stack, position: number): { readonly first: number; readonly last: number } {
  const range = rangeOf(stack, placeAt(stack, position).itemId);
  if (range !== undefined && range.last > range.first) return range;
  return { first: 0, last: stackLength(stack) - 1 };
}
