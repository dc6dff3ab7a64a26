import type { ImageFile, OpenImage } from '../intake/imageFile.ts';
import { readPixelModule } from './frame/readPixelModule.ts';
import { readDicom } from './dataSet/readDicom.ts';
import { frameNotes, readFrame } from './frame/readFrame.ts';
import { readHeader } from './readHeader.ts';
import { readStoredFrame } from './frame/storedFrame.ts';

/** A DICOM file whose data set is read once and whose frames are decoded when they are asked for. */
export async function openDicom({ name, bytes, fileSha256 }: ImageFile): Promise<OpenImage> {
  const file = readDicom(name, bytes);
  return {
    // An inflated data set is held beside nothing else: its frames are slices of it.
    bytes: file.bytes.byteLength,
    header: async () => readHeader(file, fileSha256),
    frame: (frame) => readFrame(file, frame),
    stored: async (frame) => {
      const module = readPixelModule(file);
      const { partial, share, notes, ...values } = await readStoredFrame(file, module, frame);
      return { ...values, notes: frameNotes(file, module, { partial, share, notes }) };
    },
  };
}
