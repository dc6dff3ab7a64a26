import { t } from '@vscode/l10n';
import type { RgbImage } from '../samples/rgbImage.ts';
import { loadSharp } from './loadSharp.ts';

/** PNG bytes of the image, shrunk (never enlarged) so that its longest side is at most `maxSide` pixels. */
export async function thumbnail({ width, height, rgb }: RgbImage, maxSide: number): Promise<Uint8Array> {
  const sharp = await loadSharp(t`The image`);
  return sharp(rgb, { raw: { width, height, channels: 3 }, limitInputPixels: false })
    .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer();
}
