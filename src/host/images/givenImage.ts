import type { AttachedImage } from '../../conversation/attachedImage.ts';
import type { VoiChoice } from '../../display/frameImage.ts';
import type { Region } from '../../display/region.ts';
import type { ImageSource } from '../../imaging/imaging.ts';

/** An image that is given to the chat: which file, or which slices as one picture, and what of it. */
export interface GivenImage {
  readonly source: ImageSource;
  /** Counted from 0; default 0. */
  readonly frame?: number;
  /** Its place in the series that it is chosen from, counted from 1, and the series' title. */
  readonly slice?: AttachedImage['slice'];
  /** Default: what the file says. */
  readonly voi?: VoiChoice;
  /** The part of it as displayed that is meant; default: all of it. */
  readonly region?: Region;
  /** Of a montage: how many slices the series has that its tiles are chosen from, and the series' title. */
  readonly montage?: Pick<NonNullable<AttachedImage['montage']>, 'of' | 'series'>;
}
