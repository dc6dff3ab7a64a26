/** Any image file → one frame as displayed. */
import type { FrameImage, VoiChoice } from '../display/frameImage.ts';
import type { ImageHeader } from '../display/imageHeader.ts';
import { renderFrame } from '../display/renderFrame.ts';
import type { DecodeOptions, DisplayImage, ImageSource } from './imaging.ts';
import { openImage } from './openImage.ts';
import { withSquarePixels } from './squarePixels.ts';

/** Throws an `ImagingError` and nothing else. */
export async function decodeImage(source: ImageSource, { frame, voi }: DecodeOptions): Promise<DisplayImage> {
  const image = await openImage(source);
  return displayImage(await image.header(), await image.frame(frame), voi);
}

export function displayImage(header: ImageHeader, pixels: FrameImage, voi: VoiChoice): DisplayImage {
  const { format, frames, modality, bodyPart, viewPosition, laterality, fileSha256, sopInstanceHash } = header;
  const { rgb, window, windowSource } = renderFrame(pixels, voi);
  const { frame, notes } = pixels;
  return {
    format, frame, frames, window, windowSource, modality, bodyPart, viewPosition, laterality, fileSha256, sopInstanceHash, notes,
    ...withSquarePixels({ width: pixels.columns, height: pixels.rows, rgb }, pixels.pixelAspect),
  };
}
