/** PNG, JPEG, TIFF and WebP → one page as displayed, by sharp. */
import sharp, { type Metadata, type Sharp } from 'sharp';
import { renderGrey } from './dicom/renderColour.ts';
import { renderMonochrome } from './dicom/renderMonochrome.ts';
import type { DecodeOptions } from './imaging.ts';
import { corrupt, frameMissing, tooLarge } from './imagingErrors.ts';
import { LIMITS } from './limits.ts';
import type { RasterImage } from './rasterImage.ts';

const DAMAGED = 'The file is damaged or cut short; what could be read is shown.';

export async function decodePicture(name: string, bytes: Uint8Array, options: DecodeOptions): Promise<RasterImage> {
  const metadata = await readMetadata(name, bytes);
  const { width, height } = metadata;
  if (width * height > LIMITS.framePixels) {
    throw tooLarge(name, `${width} × ${height} pixels (the limit is ${LIMITS.framePixels / 1e6} million)`);
  }
  const frames = metadata.pages ?? 1;
  if (!Number.isInteger(options.frame) || options.frame < 0 || options.frame >= frames) throw frameMissing(name, options.frame, frames);
  const render = isDeepGrey(metadata) ? renderDeepGrey : renderColour;
  const image = await lenient(name, (failOn) => {
    // Upright as its EXIF orientation says. One page at a time.
    const page = sharp(bytes, { failOn, page: options.frame, limitInputPixels: LIMITS.framePixels }).autoOrient();
    return render(page, options);
  });
  return {
    frame: options.frame, frames,
    modality: undefined, bodyPart: undefined, viewPosition: undefined, laterality: undefined, sopInstanceHash: undefined,
    ...image,
  };
}

type Rendered = Pick<RasterImage, 'width' | 'height' | 'rgb' | 'window' | 'windowSource' | 'notes'>;

async function readMetadata(name: string, bytes: Uint8Array): Promise<Metadata> {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch {
    throw corrupt(name, 'its header cannot be read');
  }
}

/** Decodes strictly first; what only a forgiving decoder reads is shown with a note. */
async function lenient(name: string, render: (failOn: 'error' | 'none') => Promise<Rendered>): Promise<Rendered> {
  try {
    return await render('error');
  } catch {
    try {
      const image = await render('none');
      return { ...image, notes: [...image.notes, DAMAGED] };
    } catch {
      throw corrupt(name, 'its pixels cannot be decoded');
    }
  }
}

async function renderColour(page: Sharp): Promise<Rendered> {
  // Transparent parts become black, the ground of a medical image; CMYK and embedded profiles become sRGB.
  const { data, info } = await page.flatten({ background: '#000' }).toColourspace('srgb').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  // sharp's Buffer is a plain array of bytes to everyone else.
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.length);
  const rgb = info.channels === 3 ? bytes : renderGrey(bytes);
  return { width: info.width, height: info.height, rgb, window: undefined, windowSource: undefined, notes: [] };
}

/** Greyscale of more than 8 bits: mostly an exported radiograph, whose values rarely fill the range of the type. */
function isDeepGrey({ depth, channels }: Metadata): boolean {
  return depth !== 'uchar' && channels === 1;
}

/** Shown as DICOM without a window is: over its full range of values, or in the user's window. */
async function renderDeepGrey(page: Sharp, options: DecodeOptions): Promise<Rendered> {
  const { data, info } = await page.toColourspace('grey16').raw({ depth: 'ushort' }).toBuffer({ resolveWithObject: true });
  const samples = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
  const { grey, window, windowSource } = renderMonochrome({
    samples,
    modality: (stored) => stored,
    voi: { windows: [], invalidWindow: false, function: 'LINEAR', lut: undefined },
    window: options.window,
    inverted: false,
    padding: undefined,
  });
  return { width: info.width, height: info.height, rgb: renderGrey(grey), window, windowSource, notes: [] };
}
