import type { VoiChoice } from '../display/frameImage.ts';

/** Which picture of an image file. */
export interface ImageOptions {
  /** Counted from 0. */
  readonly frame: number;
  readonly voi: VoiChoice;
}
