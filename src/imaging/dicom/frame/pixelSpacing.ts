/** How far apart the pixels of a frame are, and where that holds. */
import type { DataSet } from 'dicom-parser';
import type { PixelSpacing } from '../../../display/frameImage.ts';
import { codeString, decimals, double, framePlaces, items, unsigned16 } from '../dataSet/attributes.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { TAG } from '../dataSet/tags.ts';

/**
 * Pixel Spacing (PS3.3 section 10.7.1), else the spacing at the detector or of the scanned film. Pixel Spacing that
 * only repeats the detector's is the detector's, unless the file says that it was corrected for magnification (PS3.3
 * section 10.7.1.3).
 */
export function pixelSpacing(file: DicomFile, frame: number): PixelSpacing | undefined {
  const { dataSet } = file;
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
  const region = ultrasoundSpacing(dataSet);
  return region && { ...region, at: 'ultrasoundRegion' };
}

/** Region Spatial Format "2D" and Physical Units "cm" (PS3.3 sections C.8.5.5.1.1 and C.8.5.5.1.15). */
const TWO_DIMENSIONAL = 1;
const CENTIMETRES = 3;
/** Deltas of one depth setting that are written with few digits are the same. */
const SAME = 0.001;

/** Where several 2D regions are on the picture and differ in scale, none of them is the picture's. */
function ultrasoundSpacing(dataSet: DataSet): Pair | undefined {
  const regions = items(dataSet, TAG.ultrasoundRegions).flatMap((region) => {
    const isTissue = unsigned16(region, TAG.regionSpatialFormat) === TWO_DIMENSIONAL;
    const inCentimetres = [TAG.regionUnitsX, TAG.regionUnitsY].every((tag) => unsigned16(region, tag) === CENTIMETRES);
    // A delta is negative where the axis runs the other way.
    const scale = pair([TAG.regionDeltaY, TAG.regionDeltaX].map((tag) => Math.abs(double(region, tag) ?? 0) * 10));
    return isTissue && inCentimetres && scale !== undefined ? [scale] : [];
  });
  const [first] = regions;
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= SAME * b;
  return first && regions.every(({ rowMm, columnMm }) => near(rowMm, first.rowMm) && near(columnMm, first.columnMm))
    ? first
    : undefined;
}

type Pair = Omit<PixelSpacing, 'at'>;

function pair([rowMm = 0, columnMm = 0]: readonly number[]): Pair | undefined {
  return rowMm > 0 && columnMm > 0 ? { rowMm, columnMm } : undefined;
}
