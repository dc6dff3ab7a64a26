/**
 * Which frames to ask the host for: the one that is looked at first, then those ahead in the direction of travel, then
 * a few behind.
 */
import type { Stack } from '../../src/protocol/viewer.ts';
import { type FramePlace, placeAt, stackLength } from './stackPosition.ts';

/** Frames at most in one list. */
const AHEAD = { count: 24, behind: 4, bytes: 128 * 2 ** 20 };

export interface Travel {
  readonly stack: Stack;
  readonly position: number;
  readonly direction: 1 | -1;
  /** While it plays, it goes on at `range.first` after `range.last`. */
  readonly loop: { readonly first: number; readonly last: number } | undefined;
}

/**
 * In the order in which they are wanted. `frameBytes`: of a frame, as far as it is known; large frames are fetched less
 * far ahead.
 */
export function frameWants({ stack, position, direction, loop }: Travel, frameBytes: number): FramePlace[] {
  const ahead = Math.max(2, Math.min(AHEAD.count, Math.floor(AHEAD.bytes / Math.max(frameBytes, 1))));
  const behind = Math.min(AHEAD.behind, Math.floor(ahead / 4));
  const steps = [
    0,
    ...range(1, ahead).map((step) => step * direction),
    ...range(1, behind).map((step) => -step * direction),
  ];
  const positions = steps.map((step) => settle(position + step, stack, loop)).filter((at) => at !== undefined);
  return [...new Set(positions)].map((at) => placeAt(stack, at));
}

function settle(position: number, stack: Stack, loop: Travel['loop']): number | undefined {
  if (loop === undefined) return position >= 0 && position < stackLength(stack) ? position : undefined;
  const length = loop.last - loop.first + 1;
  return loop.first + ((((position - loop.first) % length) + length) % length);
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, i) => first + i);
}
