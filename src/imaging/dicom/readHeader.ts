/** What a DICOM image says of itself beside its pixels. */
import { createHash } from 'node:crypto';
import type { ImageHeader } from '../../display/imageHeader.ts';
import { codeString } from './dataSet/attributes.ts';
import { burnedInRisk } from './burnedIn.ts';
import { frameTimesMs } from './frameTimes.ts';
import { lossyHistory } from './lossyHistory.ts';
import { readPixelModule } from './frame/readPixelModule.ts';
import type { DicomFile } from './dataSet/readDicom.ts';
import { TAG } from './dataSet/tags.ts';

/** Throws the `ImagingError` that says why there is no picture to be had. */
export function readHeader(file: DicomFile, fileSha256: string): ImageHeader {
  const { dataSet, syntax } = file;
  const module = readPixelModule(file);
  const uid = dataSet.string(TAG.sopInstanceUid)?.trim();
  return {
    format: 'dicom',
    frames: module.frames,
    columns: module.columns,
    rows: module.rows,
    colour: !module.photometric.startsWith('MONOCHROME'),
    modality: codeString(dataSet, TAG.modality),
    bodyPart: codeString(dataSet, TAG.bodyPartExamined),
    viewPosition: codeString(dataSet, TAG.viewPosition),
    laterality: codeString(dataSet, TAG.imageLaterality) ?? codeString(dataSet, TAG.laterality),
    transferSyntax: syntax.name,
    frameTimesMs: frameTimesMs(file, module.frames),
    lossy: lossyHistory(file),
    burnedIn: burnedInRisk(file),
    fileSha256,
    sopInstanceHash: uid ? createHash('sha256').update(uid).digest('hex') : undefined,
  };
}
