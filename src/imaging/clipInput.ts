/**
 * What the model sees. LLaVA-1.5 and LLaVA-Med prepare an image so: pad it to a square with the mean colour of CLIP's training images, centred
 * (`expand2square` in llava/mm_utils.py), then resize bicubically with Pillow to the projector's size (CLIPImageProcessor).
 */
import { createHash } from 'node:crypto';
import type { ImagePreparation, ModelImage } from '../protocol/engine.ts';
import type { RgbImage } from './rasterImage.ts';
import { resampleBicubic, type RowSource } from './resample.ts';

export function clipInput(image: RgbImage, preparation: ImagePreparation): ModelImage {
  if (preparation.kind === 'native') return modelImage(image.width, image.height, image.rgb);
  const { imageSize, padColor } = preparation;
  return modelImage(imageSize, imageSize, resampleBicubic(paddedRows(image, padColor), imageSize, imageSize));
}

/** The padded square row by row: a long strip would not fit in memory as a square. */
function paddedRows({ width, height, rgb }: RgbImage, padColor: readonly [number, number, number]): RowSource {
  const side = Math.max(width, height);
  // Odd differences: the larger half goes right and below, as with Python's //.
  const left = Math.floor((side - width) / 2);
  const top = Math.floor((side - height) / 2);
  const padding = new Uint8Array(side * 3);
  for (let x = 0; x < side; x++) padding.set(padColor, x * 3);
  return {
    width: side,
    height: side,
    row: (y) => {
      if (y < top || y >= top + height) return padding;
      const pixels = rgb.subarray((y - top) * width * 3, (y - top + 1) * width * 3);
      if (width === side) return pixels;
      const row = padding.slice();
      row.set(pixels, left * 3);
      return row;
    },
  };
}

function modelImage(width: number, height: number, rgb: Uint8Array): ModelImage {
  return { sha256: createHash('sha256').update(rgb).digest('hex'), width, height, rgb };
}
