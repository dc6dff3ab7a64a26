/** Any image file → one frame as displayed. */
import { renderFrame } from '../display/renderFrame.ts';
import type { DecodeOptions, DisplayImage, ImageSource } from './imaging.ts';
import { openImage, type OpenImage } from './openImage.ts';
import { withSquarePixels } from './squarePixels.ts';

/** Throws an `ImagingError` and nothing else. */
export async function decodeImage(source: ImageSource, options: DecodeOptions): Promise<DisplayImage> {
  return displayImage(await openImage(source), options);
}

export async function displayImage(image: OpenImage, { frame, voi }: DecodeOptions): Promise<DisplayImage> {
  const pixels = await image.frame(frame);
  const header = await image.header();
  const { rgb, window, windowSource } = renderFrame(pixels, voi);
  const { format, frames, modality, bodyPart, viewPosition, laterality, fileSha256, sopInstanceHash } = header;
  return {
    format, frame, frames, window, windowSource, modality, bodyPart, viewPosition, laterality, fileSha256, sopInstanceHash, notes: pixels.notes,
    ...withSquarePixels({ width: pixels.columns, height: pixels.rows, rgb }, pixels.pixelAspect),
  };
}
