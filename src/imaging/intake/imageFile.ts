import type { FrameImage } from '../../display/frameImage.ts';
import type { ImageHeader } from '../../display/imageHeader.ts';
import type { StoredValues } from '../samples/storedValues.ts';
import type { ImageFormat } from './imageSource.ts';

/** What the opener of one format is given. */
export interface ImageFile {
  /** Base name, for messages. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly format: ImageFormat;
  readonly fileSha256: string;
}

/** What it makes of it: the structure is read, but no pixel decoded. */
export interface OpenImage {
  /** What is held in memory for it. */
  readonly bytes: number;
  header(): Promise<ImageHeader>;
  /** Counted from 0. */
  frame(frame: number): Promise<FrameImage>;
  stored(frame: number): Promise<StoredValues>;
}
