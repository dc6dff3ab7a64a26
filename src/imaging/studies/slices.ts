/** The slices of a series as they are leafed through, and ways to choose from them. Places count from 1. */
import type { StudyImage, StudySeries } from './study.ts';

/** One frame of one image. */
export interface Slice {
  readonly number: number;
  readonly image: StudyImage;
  /** Of the image, counted from 0. */
  readonly frame: number;
}

export function slicesOf({ images }: Pick<StudySeries, 'images'>): readonly Slice[] {
  return images
    .flatMap((image) => Array.from({ length: Math.max(image.frames, 1) }, (_, frame) => ({ image, frame })))
    .map((slice, index) => ({ number: index + 1, ...slice }));
}

/** Of two in the middle, the first. */
export function middleSlice(count: number): number {
  return Math.ceil(count / 2);
}

/** The first and every n-th after it. */
export function everyNth(count: number, n: number): readonly number[] {
  return Array.from({ length: Math.ceil(count / n) }, (_, index) => 1 + index * n);
}

/** So many, each in the middle of its share of the stack: the ends of a scan show least. */
export function evenlySpaced(count: number, wanted: number): readonly number[] {
  const chosen = Math.min(wanted, count);
  return Array.from({ length: chosen }, (_, index) => Math.floor(((index + 0.5) * count) / chosen) + 1);
}
