/** Any image file → one frame as displayed. */
import type { ImageNote } from '../../display/imageNote.ts';
import { imageNote } from '../../display/imageNote.ts';
import type { FrameImage, VoiChoice } from '../../display/frameImage.ts';
import type { ImageHeader } from '../../display/imageHeader.ts';
import { renderFrame } from '../../display/renderFrame.ts';
import type { DecodeOptions, DisplayImage } from './displayImage.ts';
import type { ImageSource } from '../intake/imageSource.ts';
import { openImage } from './openImage.ts';
import { withSquarePixels } from '../modelInput/squarePixels.ts';

/** Throws an `ImagingError` and nothing else. */
export async function decodeImage(source: ImageSource, { frame, voi }: DecodeOptions): Promise<DisplayImage> {
  const image = await openImage(source);
  return displayImage(await image.header(), await image.frame(frame), voi);
}

export function displayImage(header: ImageHeader, pixels: FrameImage, voi: VoiChoice): DisplayImage {
  const { format, frames, modality, bodyPart, viewPosition, laterality, fileSha256, sopInstanceHash, phantom } = header;
  const { rgb, window, windowSource } = renderFrame(pixels, voi);
  const { frame } = pixels;
  const notes = [...pixels.notes, ...burnedInNote(header)];
  return {
    format,
    frame,
    frames,
    window,
    windowSource,
    modality,
    bodyPart,
    viewPosition,
    laterality,
    fileSha256,
    sopInstanceHash,
    notes,
    phantom,
    ...withSquarePixels({ width: pixels.columns, height: pixels.rows, rgb }, pixels.pixelAspect),
  };
}

/** The model reads what is burned in, and may repeat it. */
function burnedInNote({ burnedIn }: ImageHeader): ImageNote[] {
  return burnedIn === undefined
    ? []
    : [
        imageNote(
          'burnedIn',
          `The picture ${burnedIn.level === 'declared' ? 'shows' : 'may show'} a name or number, which the model sees too: ${burnedIn.reason}.`,
        ),
      ];
}
