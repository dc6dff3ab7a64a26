/** The part of an image that a drawn rectangle means, as the decoder and the model know it. */
import type { Region } from '../../src/display/region.ts';
import type { Measurement } from './measure.ts';
import { type Raster, naturalSize, pixelScale } from './viewport.ts';

/** A smaller part has too few pixels to be shown to a model. */
export const LEAST_SIDE = 8;

/**
 * In pixels of the image as the decoder displays it: with square pixels, neither turned nor mirrored, however it lies in
 * the pane. Whole pixels whose middle is in the rectangle, cut at the image's edges, and grown around its middle where a
 * side is shorter than `LEAST_SIDE`. Undefined for one that lies beyond the image.
 */
export function rectangleRegion({ points }: Measurement, raster: Raster): Region | undefined {
  const [from, to] = points;
  if (from === undefined || to === undefined) return undefined;
  const scale = pixelScale(raster);
  const size = naturalSize(raster);
  const across = span(from.x * scale.x, to.x * scale.x, Math.round(size.width));
  const down = span(from.y * scale.y, to.y * scale.y, Math.round(size.height));
  return across && down && { x: across.start, y: down.start, width: across.length, height: down.length };
}

/** The rectangle that is meant: the chosen measurement if it is one, else the one that was drawn last. */
export function meantRectangle(
  measurements: readonly Measurement[],
  chosen: number | undefined,
): Measurement | undefined {
  const one = chosen === undefined ? undefined : measurements[chosen];
  return one?.kind === 'rectangle' ? one : measurements.findLast(({ kind }) => kind === 'rectangle');
}

/** Along one side of the image, which has `limit` pixels. */
function span(a: number, b: number, limit: number): { readonly start: number; readonly length: number } | undefined {
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  if (high <= 0 || low >= limit) return undefined;
  const start = Math.max(Math.round(low), 0);
  const end = Math.min(Math.round(high), limit);
  const least = Math.min(LEAST_SIDE, limit);
  if (end - start >= least) return { start, length: end - start };
  const middle = (Math.max(low, 0) + Math.min(high, limit)) / 2;
  return { start: Math.min(Math.max(Math.round(middle - least / 2), 0), limit - least), length: least };
}
