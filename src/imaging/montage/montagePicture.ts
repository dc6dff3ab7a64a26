import { resampleBicubic } from '../modelInput/resample.ts';
import type { RgbImage } from '../samples/rgbImage.ts';
import { drawNumber } from './drawNumber.ts';
import { cellCorner, type MontageLayout } from './montageLayout.ts';

/** A montage that is filled cell by cell, so that only one picture at a time is held in full. Black where nothing is. */
export class MontagePicture {
  readonly image: RgbImage;
  readonly #layout: MontageLayout;

  constructor(layout: MontageLayout) {
    const { width, height } = layout;
    this.#layout = layout;
    this.image = { width, height, rgb: new Uint8Array(width * height * 3) };
  }

  /** Puts a picture into the middle of a cell, as large as it fits, with its number in the cell's corner. */
  place(index: number, picture: RgbImage, number: number): void {
    const { cell } = this.#layout;
    const corner = cellCorner(this.#layout, index);
    const { width, height } = fittedSize(picture, cell);
    const rgb = resampleBicubic(picture, width, height);
    const left = corner.x + Math.floor((cell - width) / 2);
    const top = corner.y + Math.floor((cell - height) / 2);
    for (let row = 0; row < height; row++)
      this.image.rgb.set(
        rgb.subarray(row * width * 3, (row + 1) * width * 3),
        ((top + row) * this.image.width + left) * 3,
      );
    drawNumber(this.image, number, corner.x, corner.y);
  }
}

/** As large as a picture can be in a square of `side` pixels, its shape kept. */
export function fittedSize(
  { width, height }: Pick<RgbImage, 'width' | 'height'>,
  side: number,
): { readonly width: number; readonly height: number } {
  const scale = side / Math.max(width, height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
