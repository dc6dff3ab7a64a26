/** How far apart the pixels of a frame are, and where that holds. */
import type { PixelSpacing } from '../../../display/pixelSpacing.ts';
import { codeString, decimals, framePlaces } from '../dataSet/attributes.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { TAG } from '../dataSet/tags.ts';

/**
 * Pixel Spacing (PS3.3 section 10.7.1), else the spacing at the detector or of the scanned film. Pixel Spacing that
 * only repeats the detector's is the detector's, unless the file says that it was corrected for magnification (PS3.3
 * section 10.7.1.3).
 */
export function pixelSpacing(
  { dataSet }: DicomFile,
  frame: number,
  ultrasound: PixelSpacing | undefined,
): PixelSpacing | undefined {
  const patient = framePlaces(dataSet, frame, TAG.pixelMeasuresSequence)
    .map((place) => decimals(place, TAG.pixelSpacing))
    .map(pair)
    .find(Boolean);
  const detector = pair(decimals(dataSet, TAG.imagerPixelSpacing));
  const film = pair(decimals(dataSet, TAG.nominalScannedPixelSpacing));
  if (patient !== undefined) {
    const calibrated = codeString(dataSet, TAG.pixelSpacingCalibrationType) !== undefined;
    const same = (other: Pair | undefined): boolean =>
      other !== undefined && other.rowMm === patient.rowMm && other.columnMm === patient.columnMm;
    if (!calibrated && same(detector)) return { ...patient, at: 'detector' };
    if (!calibrated && same(film)) return { ...patient, at: 'scannedFilm' };
    return { ...patient, at: 'patient' };
  }
  if (detector !== undefined) return { ...detector, at: 'detector' };
  if (film !== undefined) return { ...film, at: 'scannedFilm' };
  return ultrasound;
}

type Pair = Omit<PixelSpacing, 'at'>;

function pair([rowMm = 0, columnMm = 0]: readonly number[]): Pair | undefined {
  return rowMm > 0 && columnMm > 0 ? { rowMm, columnMm } : undefined;
}
