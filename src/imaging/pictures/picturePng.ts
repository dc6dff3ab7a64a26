import { t } from '@vscode/l10n';
import type { RgbImage } from '../samples/rgbImage.ts';
import { loadSharp } from './loadSharp.ts';

/** PNG bytes of the very pixels, in one channel where all three are `grey`. */
export async function picturePng({ width, height, rgb }: RgbImage, grey: boolean): Promise<Uint8Array> {
  const sharp = await loadSharp(t`The image`);
  const picture = sharp(rgb, { raw: { width, height, channels: 3 }, limitInputPixels: false });
  return (grey ? picture.extractChannel(0) : picture).png().toBuffer();
}
