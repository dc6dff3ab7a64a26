/**
 * What turns stored values into modality values (PS3.3 section C.11.1): lookup table, else slope and intercept, of the
 * frame or the image.
 */
import type { ModalityTransform } from '../../../display/frameImage.ts';
import { decimals, framePlaces, items } from '../dataSet/attributes.ts';
import { readLookupTable } from './lookupTable.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { TAG } from '../dataSet/tags.ts';

export function readModalityTransform(file: DicomFile, frame: number, signed: boolean): ModalityTransform {
  const lutItem = items(file.dataSet, TAG.modalityLutSequence)[0];
  const table = lutItem && readLookupTable(lutItem, TAG.lutDescriptor, TAG.lutData, signed);
  if (table !== undefined) return { kind: 'table', table };
  for (const place of framePlaces(file.dataSet, frame, TAG.pixelValueTransformationSequence)) {
    const slope = decimals(place, TAG.rescaleSlope)[0];
    const intercept = decimals(place, TAG.rescaleIntercept)[0];
    // A slope of 0 would make every pixel the same: such a file means "no rescale".
    if (slope !== undefined && slope !== 0) return { kind: 'linear', slope, intercept: intercept ?? 0 };
    if (intercept !== undefined) return { kind: 'linear', slope: 1, intercept };
  }
  return { kind: 'linear', slope: 1, intercept: 0 };
}
