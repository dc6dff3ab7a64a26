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
    studyDate: dateOf(dataSet.string(TAG.studyDate)),
    patientSex: sexOf(codeString(dataSet, TAG.patientSex)),
    patientHash: hashOf(dataSet.string(TAG.patientId)),
    studyHash: hashOf(dataSet.string(TAG.studyInstanceUid)),
  };
}

/** A DA value (PS3.5 section 6.2), also as ACR-NEMA wrote it (`2026.03.14`), as ISO 8601; undefined for no date. */
function dateOf(value: string | undefined): string | undefined {
  const [, year, month, day] = /^\s*(\d{4})\.?(\d{2})\.?(\d{2})[ \0]*$/.exec(value ?? '') ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const iso = `${year}-${month}-${day}`;
  const time = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso) ? iso : undefined;
}

function sexOf(value: string | undefined): 'M' | 'F' | undefined {
  return value === 'M' || value === 'F' ? value : undefined;
}

/** Without the padding (PS3.5 section 6.2), which differs from writer to writer. */
function hashOf(value: string | undefined): string | undefined {
  const text = value?.replace(/[ \0]+$/u, '').trim() ?? '';
  return text === '' ? undefined : createHash('sha256').update(text).digest('hex');
}
