/**
 * The imaging room's contract: file or bytes in; displayed pixels, what the model sees, and thumbnails out.
 * `createImaging` (imaging/localImaging.ts) implements it in a supervised child process, so that decoding never blocks
 * the caller and can be ended.
 */
import type { FrameImage, Samples, VoiChoice, VoiWindow } from '../display/frameImage.ts';
import type { ImageHeader } from '../display/imageHeader.ts';
import type { ImageNote } from '../display/imageNote.ts';
import type { ImageSeries } from '../display/imageSeries.ts';
import type { PhantomDomain } from '../display/phantomMark.ts';
import type { TagRow } from '../display/tagTable.ts';
import type { DeidentifiedOutcome, DeidentifyFileRequest } from './deidentify/deidentifyContract.ts';
import type { ImagePreparation, ModelImage } from '../protocol/engine.ts';

/** Where an image comes from. `name` is shown to the user and used in error messages; it is never logged. */
export type ImageSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array };

export interface DecodeOptions {
  /** Frame of a multi-frame image, counted from 0. */
  readonly frame: number;
  /** Undefined: the file's own first VOI LUT or window, else the full range. */
  readonly voi: VoiChoice;
}

export type ImageFormat = 'dicom' | 'png' | 'jpeg' | 'tiff' | 'webp';

/**
 * One frame as a person sees it, plus what may be said about it in a prompt or a panel. Never carries patient identity.
 */
export interface DisplayImage {
  readonly format: ImageFormat;
  /** As displayed, pixels. */
  readonly width: number;
  readonly height: number;
  /** Interleaved 8-bit RGB, `width * height * 3` bytes. */
  readonly rgb: Uint8Array;
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

/** One frame's stored values: decoded, but neither windowed nor converted in colour. */
export interface StoredValues {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: 1 | 3;
  /** Pixel after pixel, `rows * columns * samplesPerPixel`; masked to Bits Stored and sign-extended. */
  readonly samples: Samples;
  /** Photometric Interpretation of these values: a codec may have turned YBR into RGB. */
  readonly photometric: string;
  readonly notes: readonly ImageNote[];
}

export interface Imaging {
  /** Rejects with an `ImagingError`; abort rejects with the signal's reason and ends the work. */
  decode(source: ImageSource, options?: Partial<DecodeOptions>, signal?: AbortSignal): Promise<DisplayImage>;
  /** What the file says of itself; the pixels are not decoded. */
  header(source: ImageSource, signal?: AbortSignal): Promise<ImageHeader>;
  /** One frame's stored values with all that is needed to show them by `display/`. */
  frame(source: ImageSource, frame: number, signal?: AbortSignal): Promise<FrameImage>;
  /** One frame's stored values, to compare them with another decoder's. */
  stored(source: ImageSource, frame: number, signal?: AbortSignal): Promise<StoredValues>;
  /** The attributes of a DICOM file, sequences included; empty for other formats. */
  tags(source: ImageSource, signal?: AbortSignal): Promise<readonly TagRow[]>;
  /** The images of the file's folder that are of its series, in order; only their headers are read. */
  series(path: string, signal?: AbortSignal): Promise<ImageSeries>;
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
  /**
   * Writes a de-identified copy of a DICOM file into `outDir`. Rejects with an `ImagingError`, and then nothing was
   * written for this file; on abort it settles only when the work has ended.
   */
  deidentify(request: Omit<DeidentifyFileRequest, 'partialPath'>, signal?: AbortSignal): Promise<DeidentifiedOutcome>;
  dispose(): Promise<void>;
}

export type ImagingErrorCode =
  | 'fileMissing'
  | 'unreadable'
  | 'notAnImage'
  | 'unsupportedTransferSyntax'
  | 'unsupportedPixelFormat'
  | 'noPixelData'
  | 'corrupt'
  | 'tooLarge'
  | 'timeLimit'
  | 'decoderDied'
  | 'codecMissing'
  | 'notDeidentified'
  | 'disposed';
