import type { AttachedImage } from '../../conversation/conversation.ts';
import type { VoiChoice } from '../../display/frameImage.ts';
import type { ImageSource } from '../../imaging/imaging.ts';

/** An image that is given to the chat: which file, and what of it. */
export interface GivenImage {
  readonly source: ImageSource;
  /** Counted from 0; default 0. */
  readonly frame?: number;
  /** Its place in the series that it is chosen from, counted from 1, and the series' title. */
  readonly slice?: AttachedImage['slice'];
  /** Default: what the file says. */
  readonly voi?: VoiChoice;
}
