/** The contract between the imaging room and its child process. One call is made at a time. */
import type { ImagePreparation, ModelImage } from '../protocol/engine.ts';
import type { DecodeOptions, DisplayImage, ImageSource } from './imaging.ts';
import type { RgbImage } from './rasterImage.ts';

export interface ImagingContract {
  decode: { params: { source: ImageSource; options: DecodeOptions }; result: DisplayImage; event: never };
  modelInput: { params: { image: RgbImage; preparation: ImagePreparation }; result: ModelImage; event: never };
  thumbnail: { params: { image: RgbImage; maxSide: number }; result: Uint8Array; event: never };
}
