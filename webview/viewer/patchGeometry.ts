/**
 * Which part of a frame a patch of the model's picture covers: the frame is shown to it with square pixels, centred in
 * a square, unturned.
 */
import type { ModelView } from '../../src/protocol/viewer.ts';
import type { Region } from './paintRegion.ts';
import { type Raster, naturalSize, pixelScale } from './viewport.ts';

export interface Patch {
  /** Counted from 0. */
  readonly column: number;
  readonly row: number;
}

type Grid = Pick<ModelView, 'width' | 'height' | 'patchSize'>;

/** A picture as narrow as the frame itself was not padded. */
const ASPECT_TOLERANCE = 0.02;

/** `at`: pixels of the model's picture. Undefined outside of it, and without a grid. */
export function patchAt(
  { width, height, patchSize }: Grid,
  at: { readonly x: number; readonly y: number },
): Patch | undefined {
  if (patchSize === 0 || at.x < 0 || at.y < 0 || at.x >= width || at.y >= height) return undefined;
  return { column: Math.floor(at.x / patchSize), row: Math.floor(at.y / patchSize) };
}

/** In pixels of the frame; may reach beyond it, into the padding. */
export function patchRegion({ width, height, patchSize }: Grid, { column, row }: Patch, raster: Raster): Region {
  const natural = naturalSize(raster);
  const scale = pixelScale(raster);
  const isPadded = Math.abs(width / height - natural.width / natural.height) > ASPECT_TOLERANCE * (width / height);
  const side = Math.max(natural.width, natural.height);
  const shown = isPadded ? { width: side, height: side } : natural;
  const left = Math.floor((shown.width - natural.width) / 2);
  const top = Math.floor((shown.height - natural.height) / 2);
  const unit = { x: shown.width / width, y: shown.height / height };
  return {
    x: (column * patchSize * unit.x - left) / scale.x,
    y: (row * patchSize * unit.y - top) / scale.y,
    width: (patchSize * unit.x) / scale.x,
    height: (patchSize * unit.y) / scale.y,
  };
}
