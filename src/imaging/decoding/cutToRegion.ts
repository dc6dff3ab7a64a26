import type { Region } from '../../display/region.ts';
import { regionOutside } from '../intake/imagingErrors.ts';
import type { DisplayImage } from './displayImage.ts';

/**
 * The part of an image as displayed: the very pixels, and all that is said of the whole. Throws an `ImagingError` where
 * the part does not lie within it.
 */
export function cutToRegion<T extends DisplayImage>(image: T, region: Region, name: string): T {
  const { width, height, rgb } = image;
  if (!isWithin(region, image)) throw regionOutside(name, { width, height }, region);
  const cut = new Uint8Array(region.width * region.height * 3);
  for (let row = 0; row < region.height; row++) {
    const from = ((region.y + row) * width + region.x) * 3;
    cut.set(rgb.subarray(from, from + region.width * 3), row * region.width * 3);
  }
  return { ...image, width: region.width, height: region.height, rgb: cut, whole: { width, height } };
}

function isWithin(region: Region, image: Pick<DisplayImage, 'width' | 'height'>): boolean {
  const { x, y, width, height } = region;
  return (
    [x, y, width, height].every((value) => Number.isInteger(value) && value >= 0) &&
    Math.min(width, height) > 0 &&
    x + width <= image.width &&
    y + height <= image.height
  );
}
