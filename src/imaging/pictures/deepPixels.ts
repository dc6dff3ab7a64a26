import type { Samples } from '../../display/frameImage.ts';
import type { ImageNote } from '../../display/imageNote.ts';

/** A picture of more than 8 bits a sample, or signed, or of floats: upright, its samples as the file holds them. */
export interface DeepPixels {
  readonly rows: number;
  readonly columns: number;
  /** Grey or RGB, pixel after pixel: `rows * columns * colours`. */
  readonly colours: 1 | 3;
  readonly samples: Samples;
  /** One a pixel; undefined where the picture has none. */
  readonly opacity: Samples | undefined;
  /** The opacity of what is not transparent at all. */
  readonly opaque: number;
  /** The colours have been multiplied by the opacity. */
  readonly multiplied: boolean;
  /** What its type makes of white; undefined where it does not say. */
  readonly white: number | undefined;
  /** 0 is white. */
  readonly whiteIsZero: boolean;
  /** Values to be shown as black and white, as the file says. */
  readonly shownRange: readonly [number, number] | undefined;
  readonly notes: readonly ImageNote[];
}
