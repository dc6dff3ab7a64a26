import type { VoiChoice, VoiWindow } from '../../display/frameImage.ts';
import type { ImageNote } from '../../display/imageNote.ts';
import type { PhantomDomain } from '../../display/phantomMark.ts';
import type { ImageFormat } from '../intake/imageSource.ts';
import type { RgbImage } from '../samples/rgbImage.ts';

export interface DecodeOptions {
  /** Frame of a multi-frame image, counted from 0. */
  readonly frame: number;
  /** Undefined: the file's own first VOI LUT or window, else the full range. */
  readonly voi: VoiChoice;
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
  /** SHA-256 (hex) of the file's bytes. */
  readonly fileSha256: string;
  /** SHA-256 (hex) of the SOP Instance UID; undefined for non-DICOM. */
  readonly sopInstanceHash: string | undefined;
  /** Things a person must be told, e.g. that pixel data were cut short. */
  readonly notes: readonly ImageNote[];
  /** Set for a drawn phantom of ours that carries its mark: what the demo model knows. */
  readonly phantom: PhantomDomain | undefined;
}
