/** Height of a pixel relative to its width. */
import { decimals, framePlaces } from '../dataSet/attributes.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { TAG } from '../dataSet/tags.ts';

/** Beyond this a claim is taken for an error: no modality has such pixels. */
const EXTREME = 16;

/**
 * By Pixel Spacing, else the detector's or scanner's spacing, else Pixel Aspect Ratio (all of them: vertical first,
 * then horizontal; PS3.3 section 10.7 and C.7.6.3.1.7). 1 when nothing usable is said.
 */
export function pixelAspect(file: DicomFile, frame: number): number {
  const spacings = framePlaces(file.dataSet, frame, TAG.pixelMeasuresSequence).map((place) =>
    decimals(place, TAG.pixelSpacing),
  );
  const others = [TAG.imagerPixelSpacing, TAG.nominalScannedPixelSpacing, TAG.pixelAspectRatio].map((tag) =>
    decimals(file.dataSet, tag),
  );
  for (const [vertical = 0, horizontal = 0] of [...spacings, ...others]) {
    if (vertical > 0 && horizontal > 0) {
      const aspect = vertical / horizontal;
      return aspect >= 1 / EXTREME && aspect <= EXTREME ? aspect : 1;
    }
  }
  return 1;
}
