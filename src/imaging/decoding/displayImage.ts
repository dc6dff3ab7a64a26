import { t } from '@vscode/l10n';
import type { FrameImage, VoiChoice, VoiWindow } from '../../display/frameImage.ts';
import type { ImageHeader } from '../../display/imageHeader.ts';
import { imageNote, type ImageNote } from '../../display/imageNote.ts';
import type { PhantomDomain } from '../../display/phantomMark.ts';
import type { Region } from '../../display/region.ts';
import { renderFrame } from '../../display/renderFrame.ts';
import type { ImageFormat } from '../intake/imageSource.ts';
import { withSquarePixels } from '../modelInput/squarePixels.ts';
import type { RgbImage } from '../samples/rgbImage.ts';

export interface DecodeOptions {
  /** Frame of a multi-frame image, counted from 0. */
  readonly frame: number;
  /** Undefined: the file's own first VOI LUT or window, else the full range. */
  readonly voi: VoiChoice;
  /** The part of the displayed image that is wanted; undefined: all of it. */
  readonly region?: Region | undefined;
}

/**
 * One frame as a person sees it, plus what may be said about it in a prompt or a panel. Never carries patient identity.
 */
export interface DisplayImage extends RgbImage {
  readonly format: ImageFormat;
  readonly frame: number;
  readonly frames: number;
  /** The VOI window used; undefined for colour, for 8-bit pictures, and where a VOI LUT was used. */
  readonly window: VoiWindow | undefined;
  readonly windowSource: 'file' | 'user' | 'fullRange' | undefined;
  /** DICOM Modality (0008,0060), e.g. `CR`; undefined for non-DICOM. */
  readonly modality: string | undefined;
  readonly bodyPart: string | undefined;
  readonly viewPosition: string | undefined;
  readonly laterality: string | undefined;
  /** SHA-256 (hex) of the file's bytes; of a montage, of all that its pixels are made from. */
  readonly fileSha256: string;
  /** SHA-256 (hex) of the SOP Instance UID; undefined for non-DICOM. */
  readonly sopInstanceHash: string | undefined;
  /** Things a person must be told, e.g. that pixel data were cut short. */
  readonly notes: readonly ImageNote[];
  /** Set for a drawn phantom of ours that carries its mark: what the demo model knows. */
  readonly phantom: PhantomDomain | undefined;
  /** Of the whole image, as displayed, where this is a part of it; pixels. */
  readonly whole?: { readonly width: number; readonly height: number };
}

/** A frame as displayed, with what its file says. */
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
  if (burnedIn === undefined) return [];
  const text =
    burnedIn.level === 'declared'
      ? t`The picture shows a name or number, which the model sees too: ${burnedIn.reason}.`
      : t`The picture may show a name or number, which the model sees too: ${burnedIn.reason}.`;
  return [imageNote('burnedIn', text)];
}
