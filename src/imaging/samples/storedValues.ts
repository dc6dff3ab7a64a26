import type { Samples } from '../../display/frameImage.ts';
import type { ImageNote } from '../../display/imageNote.ts';

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
