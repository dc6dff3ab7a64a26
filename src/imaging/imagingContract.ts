/**
 * The contract between the imaging room and its child process. One call is made at a time, beside which a series or a
 * study may be read.
 */
import type { FrameImage } from '../display/frameImage.ts';
import type { ImageHeader } from '../display/imageHeader.ts';
import type { ImageSeries } from '../display/imageSeries.ts';
import type { TagRow } from '../display/tagTable.ts';
import type { ImagePreparation, ModelImage } from '../protocol/engine.ts';
import type { DeidentifiedOutcome, DeidentifyFileRequest } from './deidentify/deidentifyContract.ts';
import type { DecodeOptions, DisplayImage } from './decoding/displayImage.ts';
import type { FileSource, ImageSource } from './intake/imageSource.ts';
import type { StoredValues } from './samples/storedValues.ts';
import type { RgbImage } from './samples/rgbImage.ts';
import type { Study, StudyProgress } from './studies/study.ts';

/**
 * The image that the child decoded last, which it still holds: a mammogram's 43 MB need not go back over the channel.
 */
export interface HeldImage {
  readonly held: number;
}

export type Pixels = RgbImage | HeldImage;

/** A result is undefined when the child no longer holds the image: then it has to be sent. */
export interface ImagingContract {
  /** `id` is what the decoded image may be named by. */
  decode: { params: { source: ImageSource; options: DecodeOptions; id: number }; result: DisplayImage; event: never };
  header: { params: { source: ImageSource }; result: ImageHeader; event: never };
  frame: { params: { source: ImageSource; frame: number }; result: FrameImage; event: never };
  stored: { params: { source: ImageSource; frame: number }; result: StoredValues; event: never };
  tags: { params: { source: ImageSource }; result: readonly TagRow[]; event: never };
  series: { params: { path: string }; result: ImageSeries; event: never };
  study: { params: { source: FileSource }; result: Study; event: StudyProgress };
  prepare: {
    params: { source: ImageSource; options: DecodeOptions; preparation: ImagePreparation };
    result: ModelImage;
    event: never;
  };
  deidentify: { params: DeidentifyFileRequest; result: DeidentifiedOutcome; event: never };
  modelInput: {
    params: { image: Pixels; preparation: ImagePreparation };
    result: ModelImage | undefined;
    event: never;
  };
  thumbnail: { params: { image: Pixels; maxSide: number }; result: Uint8Array | undefined; event: never };
}
