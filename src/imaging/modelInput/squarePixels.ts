/**
 * Makes the pixels of an image square, so that nothing later has to know its aspect ratio and nothing shown is
 * stretched.
 */
import { LIMITS } from '../intake/limits.ts';
import type { RgbImage } from '../samples/rgbImage.ts';
import { resampleBicubic } from './resample.ts';

/** Below this the difference cannot be seen, and rounded spacings must not blur an image. */
const TOLERANCE = 0.01;

/** `aspect` is the height of a pixel relative to its width. The side that is too short grows; no pixel is lost. */
export function withSquarePixels(image: RgbImage, aspect: number): RgbImage {
  if (Math.abs(aspect - 1) < TOLERANCE) return image;
  const width = aspect < 1 ? Math.round(image.width / aspect) : image.width;
  const height = aspect > 1 ? Math.round(image.height * aspect) : image.height;
  if (Math.max(width, height) > LIMITS.side || width * height > LIMITS.framePixels) return image;
  return { width, height, rgb: resampleBicubic(image, width, height) };
}
