import type { VoiChoice } from '../../display/frameImage.ts';
import type { ImageSource } from '../../imaging/imaging.ts';

/** An image that is given to the chat: which file, and what of it. */
export interface GivenImage {
  readonly source: ImageSource;
  /** Counted from 0; default 0. */
  readonly frame?: number;
  /** Default: what the file says. */
  readonly voi?: VoiChoice;
}
