/** Parts of a picture that are measured by a scale of their own (PS3.3 section C.8.5.5: US Region Calibration). */
import type { ImagePoint } from './distanceMm.ts';
import type { PixelSpacing } from './pixelSpacing.ts';

export interface CalibratedRegion {
  /** In pixels of the image from the corner of its first one, as `ImagePoint`: `right` and `bottom` are its far edges. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly spacing: PixelSpacing;
}

/**
 * The spacing that holds for all of these points: that of the region they lie in together, else the picture's own. A
 * spacing that only comes from regions does not hold outside of them, nor from one to the other.
 */
export function spacingAt(
  {
    spacing,
    regions = [],
  }: { readonly spacing: PixelSpacing | undefined; readonly regions?: readonly CalibratedRegion[] },
  points: readonly ImagePoint[],
): PixelSpacing | undefined {
  const region = regions.find(({ left, top, right, bottom }) =>
    points.every(({ x, y }) => x >= left && x <= right && y >= top && y <= bottom),
  );
  if (region !== undefined) return region.spacing;
  return spacing?.at === 'ultrasoundRegion' && regions.length > 0 ? undefined : spacing;
}
