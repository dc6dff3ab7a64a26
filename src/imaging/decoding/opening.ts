import type { FrameImage } from '../../display/frameImage.ts';
import type { OpenImage } from '../intake/imageFile.ts';
import type { FileSource } from '../intake/imageSource.ts';
import { openImage } from './openImage.ts';

/** How files are opened and their frames decoded: what is open already need not be read again. */
export interface Opening {
  /** Throws an `ImagingError`. */
  open(source: FileSource): Promise<OpenImage>;
  /** Throws an `ImagingError`. */
  frame(image: OpenImage, frame: number): Promise<FrameImage>;
}

/** Reads everything anew. */
export const openingAnew: Opening = { open: openImage, frame: (image, frame) => image.frame(frame) };

/** Bytes without a file, of which several frames are wanted, are opened once. */
export function openingBytesOnce(opening: Opening): Opening {
  const known = new Map<Uint8Array, Promise<OpenImage>>();
  return {
    open: (source) => {
      if (source.kind !== 'bytes') return opening.open(source);
      const image = known.get(source.bytes) ?? opening.open(source);
      known.set(source.bytes, image);
      return image;
    },
    frame: (image, frame) => opening.frame(image, frame),
  };
}
