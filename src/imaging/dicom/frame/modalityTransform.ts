/**
 * What turns stored values into modality values (PS3.3 section C.11.1): lookup table, else slope and intercept, of the
 * frame or the image. Of an RT dose it is Dose Grid Scaling (PS3.3 section C.8.8.3), and the values are doses.
 */
import type { DataSet } from 'dicom-parser';
import type { ModalityTransform } from '../../../display/frameImage.ts';
import { decimals, framePlaces, items } from '../dataSet/attributes.ts';
import { readLookupTable } from './lookupTable.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { TAG } from '../dataSet/tags.ts';

export function readModalityTransform(file: DicomFile, frame: number, signed: boolean): ModalityTransform {
  const dose = doseGridScaling(file.dataSet);
  if (dose !== undefined) return { kind: 'linear', slope: dose, intercept: 0 };
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

/** Dose for one unit of the stored values; undefined for what is no RT dose. */
export function doseGridScaling(dataSet: DataSet): number | undefined {
  const [scaling] = decimals(dataSet, TAG.doseGridScaling);
  return scaling !== undefined && scaling > 0 ? scaling : undefined;
}
