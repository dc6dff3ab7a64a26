/** The windows and VOI LUTs of a frame (PS3.3 section C.11.2), from its functional groups or the data set. */
import type { DataSet } from 'dicom-parser';
import { NO_VOI, type FileVoi, type FileVoiLut, type VoiFunction } from '../../../display/frameImage.ts';
import { decimalOrGaps, framePlaces, items, texts } from '../dataSet/attributes.ts';
import { readLookupTable } from './lookupTable.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { TAG } from '../dataSet/tags.ts';

/** `signed`: modality values may be below 0. */
export function readFileVoi(file: DicomFile, frame: number, signed: boolean): FileVoi {
  for (const place of framePlaces(file.dataSet, frame, TAG.frameVoiLutSequence)) {
    const luts = readVoiLuts(place, signed);
    const centers = decimalOrGaps(place, TAG.windowCenter);
    const widths = decimalOrGaps(place, TAG.windowWidth);
    // An attribute without a value says nothing; one of the two alone says something that cannot be followed.
    if (luts.length === 0 && centers.length === 0 && widths.length === 0) continue;
    const explanations = texts(place, TAG.windowExplanation);
    const windows = centers.flatMap((center, i) => {
      const width = widths[i] ?? 0;
      return center !== undefined && width > 0 ? [{ center, width, explanation: explanations[i] || undefined }] : [];
    });
    return { function: voiFunction(place), windows, luts, invalidWindow: luts.length === 0 && windows.length === 0 };
  }
  return NO_VOI;
}

function voiFunction(place: DataSet): VoiFunction {
  const name = place.string(TAG.voiLutFunction)?.trim();
  return name === 'SIGMOID' || name === 'LINEAR_EXACT' ? name : 'LINEAR';
}

function readVoiLuts(place: DataSet, signed: boolean): readonly FileVoiLut[] {
  return items(place, TAG.voiLutSequence).flatMap((item) => {
    const table = readLookupTable(item, TAG.lutDescriptor, TAG.lutData, signed);
    return table === undefined ? [] : [{ table, explanation: texts(item, TAG.lutExplanation)[0] || undefined }];
  });
}
