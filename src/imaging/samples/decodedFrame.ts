import type { ImageNote } from '../../display/imageNote.ts';
import type { Samples } from '../../display/frameImage.ts';
import type { FrameBytes } from './frameBytes.ts';
import type { Photometric, PixelModule } from './pixelModule.ts';

/** What a codec makes of a frame's bytes. */
export interface DecodedFrame {
  readonly samples: Samples;
  /** Where it is no longer what the data set says. */
  readonly photometric?: Photometric;
  readonly partial: boolean;
  /** Where it knows better than the amount of bytes how much of a partial frame is there, 0 to 1. */
  readonly share?: number;
  /** What the codec had to choose. */
  readonly notes?: readonly ImageNote[];
}

/** It throws (anything) when the bytes cannot be decoded at all. */
export type Codec = (
  frame: FrameBytes,
  module: PixelModule,
  bigEndian: boolean,
) => DecodedFrame | Promise<DecodedFrame>;
