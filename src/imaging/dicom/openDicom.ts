import type { ImageFile, OpenImage } from '../openImage.ts';
import { readDicom } from './readDicom.ts';
import { readFrame } from './readFrame.ts';
import { readHeader } from './readHeader.ts';

/** A DICOM file whose data set is read once and whose frames are decoded when they are asked for. */
export async function openDicom({ name, bytes, fileSha256 }: ImageFile): Promise<OpenImage> {
  const file = readDicom(name, bytes);
  return {
    // An inflated data set is held beside nothing else: its frames are slices of it.
    bytes: file.bytes.byteLength,
    header: async () => readHeader(file, fileSha256),
    frame: (frame) => readFrame(file, frame),
  };
}
