/**
 * The imaging room's contract: file or bytes in; displayed pixels, what the model sees, and thumbnails out.
 * `createImaging` (imaging/localImaging.ts) implements it in a supervised child process, so that decoding never blocks
 * the caller and can be ended.
 */
import type { FrameImage } from '../display/frameImage.ts';
import type { ImageHeader } from '../display/imageHeader.ts';
import type { ImageSeries } from '../display/imageSeries.ts';
import type { TagRow } from '../display/tagTable.ts';
import type { ImagePreparation, ModelImage } from '../protocol/engine.ts';
import type { DecodeOptions, DisplayImage } from './decoding/displayImage.ts';
import type { Deidentifier } from './deidentify/deidentifyContract.ts';
import type { FileSource, ImageSource } from './intake/imageSource.ts';
import type { StoredValues } from './samples/storedValues.ts';
import type { Study, StudyProgress } from './studies/study.ts';

export type { DecodeOptions, DisplayImage } from './decoding/displayImage.ts';
export type {
  FileSource,
  ImageFormat,
  ImageSource,
  MontageSource,
  MontageTile,
  PlacedSource,
} from './intake/imageSource.ts';
export type { ImagingErrorCode } from './intake/imagingErrors.ts';
export type { StoredValues } from './samples/storedValues.ts';
export type { Study, StudyImage, StudyProgress, StudySeries } from './studies/study.ts';

export interface Imaging extends Deidentifier {
  /**
   * An image, or a montage of several, or a part of one. Rejects with an `ImagingError`; abort rejects with the signal's
   * reason and ends the work.
   */
  decode(source: ImageSource, options?: Partial<DecodeOptions>, signal?: AbortSignal): Promise<DisplayImage>;
  /** What the file says of itself; the pixels are not decoded. */
  header(source: ImageSource, signal?: AbortSignal): Promise<ImageHeader>;
  /** One frame's stored values with all that is needed to show them by `display/`. */
  frame(source: ImageSource, frame: number, signal?: AbortSignal): Promise<FrameImage>;
  /** One frame's stored values, to compare them with another decoder's. */
  stored(source: ImageSource, frame: number, signal?: AbortSignal): Promise<StoredValues>;
  /** The attributes of a DICOM file, sequences included, or the header of a NIfTI one; empty for other formats. */
  tags(source: ImageSource, signal?: AbortSignal): Promise<readonly TagRow[]>;
  /** The images of the file's folder that are of its series, in order; only their headers are read. */
  series(path: string, signal?: AbortSignal): Promise<ImageSeries>;
  /**
   * What a folder, a DICOMDIR, a ZIP (its bytes too) or a file holds, as its series; only heads of files are read. Takes
   * as long as there is progress.
   */
  study(source: FileSource, onProgress?: (progress: StudyProgress) => void, signal?: AbortSignal): Promise<Study>;
  /**
   * `decode` and `modelInput` in one step: only the model's pixels leave the decoder. JPEG 2000 is decoded in full all
   * the same: from its half resolution the 336-px input differs by 9 to 48 grey levels at the worst pixel and by more
   * than one at 9 to 32 % of the pixels (a chest film, a fundus image and phantoms, 5/3 and 9/7), as the wavelet's low
   * band is not what the bicubic filter makes.
   */
  prepare(
    source: ImageSource,
    options: Partial<DecodeOptions>,
    preparation: ImagePreparation,
    signal?: AbortSignal,
  ): Promise<ModelImage>;
  /** Exactly the pixels that the engine gets for this image: padded and resized as `preparation` says. */
  modelInput(image: DisplayImage, preparation: ImagePreparation, signal?: AbortSignal): Promise<ModelImage>;
  /** PNG bytes, longest side at most `maxSide` pixels, aspect kept. */
  thumbnail(
    image: Pick<DisplayImage, 'width' | 'height' | 'rgb'>,
    maxSide: number,
    signal?: AbortSignal,
  ): Promise<Uint8Array>;
  dispose(): Promise<void>;
}
