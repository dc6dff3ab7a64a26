/** What the pixel data hold beside the picture. They pass unchanged, so a person must be told. */
import { nativeFrameBits } from '../samples/pixelModule.ts';
import type { TreeElement } from '../dicom/dataSet/elementTree.ts';
import { readPixelModule } from '../dicom/frame/readPixelModule.ts';
import type { DicomFile } from '../dicom/dataSet/readDicom.ts';

const PIXEL_DATA = 0x7fe00010;

/** Plain sentences. */
export function hiddenInPixels(file: DicomFile, elements: readonly TreeElement[]): readonly string[] {
  const pixelData = elements.find(({ tag }) => tag === PIXEL_DATA);
  const said: string[] = [];
  if (elements.some(isOverlayInPixels))
    said.push(
      'An overlay that stood in unused bits of the pixel data is no longer shown, but its bits are still there.',
    );
  if (pixelData?.kind === 'fragments' && pixelData.fragments.some(hasJpegText))
    said.push(
      'A compressed picture carries a comment or camera data of its own (JPEG COM, Exif), which was not removed.',
    );
  if (pixelData?.kind === 'value' && pixelData.value.length > frameBytes(file) + 1)
    said.push('The pixel data are longer than the picture, and what stands behind it was not removed.');
  return said;
}

/** Overlay Bit Position (60xx,0102) above 0: the plane has no data of its own (PS3.5 section 8.1.2). */
function isOverlayInPixels(element: TreeElement): boolean {
  return (
    (element.tag & 0xff00ffff) >>> 0 === 0x60000102 &&
    element.kind === 'value' &&
    element.value.some((byte) => byte !== 0)
  );
}

/** Infinity where the file does not say: the decoder will refuse it. */
function frameBytes(file: DicomFile): number {
  try {
    const module = readPixelModule(file);
    return Math.ceil((nativeFrameBits(module) * module.frames) / 8);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/**
 * A COM segment, or an APP segment that is none of those by which a decoder knows the colour space (ITU-T T.81 section
 * B.2.4).
 */
function hasJpegText(fragment: Uint8Array): boolean {
  if (fragment[0] !== 0xff || fragment[1] !== 0xd8) return false;
  for (let at = 2; at + 4 <= fragment.length && fragment[at] === 0xff;) {
    const marker = fragment[at + 1]!;
    if (marker === 0xda) return false;
    const isColourSpace = marker === 0xe0 || marker === 0xee || marker === 0xe8;
    if (marker === 0xfe || (marker >= 0xe0 && marker <= 0xef && !isColourSpace)) return true;
    at += 2 + fragment[at + 2]! * 0x100 + fragment[at + 3]!;
  }
  return false;
}
