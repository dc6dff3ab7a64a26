/**
 * What the model sees. LLaVA-1.5 and LLaVA-Med v1.5 prepare an image so: pad it to a square with the mean colour of CLIP's
 * training images, centred (`expand2square` in llava/mm_utils.py), then resize bicubically with Pillow to the
 * projector's size (CLIPImageProcessor). LLaVA-Med v1.0 cuts out the middle square instead, which leaves out margins of a
 * medical picture: its images are padded here all the same.
 */
import { createHash } from 'node:crypto';
import type { ImagePreparation, ModelImage } from '../../protocol/engine.ts';
import type { RgbImage } from '../samples/rgbImage.ts';
import { resampleBicubic, type Ground } from './resample.ts';

export function clipInput(image: RgbImage, preparation: ImagePreparation): ModelImage {
  if (preparation.kind === 'native') return modelImage(image.width, image.height, image.rgb);
  const { imageSize, padColor } = preparation;
  return modelImage(imageSize, imageSize, resampleBicubic(image, imageSize, imageSize, squareGround(image, padColor)));
}

function squareGround({ width, height }: RgbImage, color: readonly [number, number, number]): Ground {
  const side = Math.max(width, height);
  // Odd differences: the larger half goes right and below, as with Python's //.
  return {
    width: side,
    height: side,
    left: Math.floor((side - width) / 2),
    top: Math.floor((side - height) / 2),
    color,
  };
}

function modelImage(width: number, height: number, rgb: Uint8Array): ModelImage {
  return { sha256: createHash('sha256').update(rgb).digest('hex'), width, height, rgb };
}
