/** Stored value → modality value, e.g. Hounsfield units (PS3.3 section C.11.1): lookup table, else slope and intercept, of the frame or the image. */
import { decimals, framePlaces, items } from './attributes.ts';
import { lookUp, readLookupTable } from './lookupTable.ts';
import type { DicomFile } from './readDicom.ts';
import { TAG } from './tags.ts';

export type ModalityTransform = (stored: number) => number;

export function readModalityTransform(file: DicomFile, frame: number, signed: boolean): ModalityTransform {
  const lutItem = items(file.dataSet, TAG.modalityLutSequence)[0];
  const table = lutItem && readLookupTable(lutItem, TAG.lutDescriptor, TAG.lutData, signed);
  if (table !== undefined) return (stored) => lookUp(table, stored);
  for (const place of framePlaces(file.dataSet, frame, TAG.pixelValueTransformationSequence)) {
    const slope = decimals(place, TAG.rescaleSlope)[0];
    const intercept = decimals(place, TAG.rescaleIntercept)[0];
    // A slope of 0 would make every pixel the same: such a file means "no rescale".
    if (slope !== undefined && slope !== 0) return (stored) => stored * slope + (intercept ?? 0);
    if (intercept !== undefined) return (stored) => stored + intercept;
  }
  return (stored) => stored;
}
