/** The contract between the imaging room and its child process. One call is made at a time. */
import type { FrameImage } from '../display/frameImage.ts';
import type { ImageHeader } from '../display/imageHeader.ts';
import type { ImageSeries } from '../display/imageSeries.ts';
import type { TagRow } from '../display/tagTable.ts';
import type { ImagePreparation, ModelImage } from '../protocol/engine.ts';
import type { DecodeOptions, DisplayImage, ImageSource } from './imaging.ts';
import type { RgbImage } from './rasterImage.ts';

export interface ImagingContract {
  decode: { params: { source: ImageSource; options: DecodeOptions }; result: DisplayImage; event: never };
  header: { params: { source: ImageSource }; result: ImageHeader; event: never };
  frame: { params: { source: ImageSource; frame: number }; result: FrameImage; event: never };
  tags: { params: { source: ImageSource }; result: readonly TagRow[]; event: never };
  series: { params: { path: string }; result: ImageSeries; event: never };
  prepare: { params: { source: ImageSource; options: DecodeOptions; preparation: ImagePreparation }; result: ModelImage; event: never };
  modelInput: { params: { image: RgbImage; preparation: ImagePreparation }; result: ModelImage; event: never };
  thumbnail: { params: { image: RgbImage; maxSide: number }; result: Uint8Array; event: never };
}
