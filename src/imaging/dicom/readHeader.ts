/** What a DICOM image says of itself beside its pixels. */
import { markedPhantom } from './markedPhantom.ts';
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
    phantom: markedPhantom(file),
    fileSha256,
    sopInstanceHash: hashOf(dataSet.string(TAG.sopInstanceUid)),
    patientHash: hashOf(dataSet.string(TAG.patientId)),
    studyHash: hashOf(dataSet.string(TAG.studyInstanceUid)),
  };
}

/** Without the padding (PS3.5 section 6.2), which differs from writer to writer. */
function hashOf(value: string | undefined): string | undefined {
  const text = value?.replace(/[ \0]+$/u, '').trim() ?? '';
  return text === '' ? undefined : createHash('sha256').update(text).digest('hex');
}
