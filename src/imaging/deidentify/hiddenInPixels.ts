/** What the pixel data hold beside the picture. They pass unchanged, so a person must be told. */
import { t } from '@vscode/l10n';
import { hasStreamText } from '../codecs/streamText.ts';
import { nativeFrameBits } from '../samples/pixelModule.ts';
import type { TreeElement } from '../dicom/dataSet/elementTree.ts';
import { readPixelModule } from '../dicom/frame/readPixelModule.ts';
import type { DicomFile } from '../dicom/dataSet/readDicom.ts';

const PIXEL_DATA = 0x7fe00010;
const streamText = (): string =>
  t`A compressed picture carries a comment or camera data of its own (COM, Exif, XML), which was not removed.`;

/** Plain sentences. */
export function hiddenInPixels(file: DicomFile, elements: readonly TreeElement[]): readonly string[] {
  const pixelData = elements.find(({ tag }) => tag === PIXEL_DATA);
  const said: string[] = [];
  if (elements.some(isOverlayInPixels))
    said.push(
      t`An overlay that stood in unused bits of the pixel data is no longer shown, but its bits are still there.`,
    );
  if (pixelData?.kind === 'fragments' && pixelData.fragments.some(hasStreamText)) said.push(streamText());
  if (pixelData?.kind === 'value' && hasStreamText(pixelData.value)) said.push(streamText());
  if (pixelData?.kind === 'value' && pixelData.value.length > frameBytes(file) + 1)
    said.push(t`The pixel data are longer than the picture, and what stands behind it was not removed.`);
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
