/** Lengths on an image. */
import type { PixelSpacing } from './pixelSpacing.ts';

/** In pixels as stored, fractions included; x runs along a row. */
export interface ImagePoint {
  readonly x: number;
  readonly y: number;
}

export function distanceMm(from: ImagePoint, to: ImagePoint, { rowMm, columnMm }: PixelSpacing): number {
  return Math.hypot((to.x - from.x) * columnMm, (to.y - from.y) * rowMm);
}

/** In widths of a pixel, for an image that does not say how large its pixels are. */
export function distancePixels(from: ImagePoint, to: ImagePoint, pixelAspect: number): number {
  return Math.hypot(to.x - from.x, (to.y - from.y) * pixelAspect);
}
