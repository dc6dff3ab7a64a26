/**
 * What a DICOM object without an image is, in words, by its SOP class (PS3.4 Table B.5-1), else by its modality (PS3.3
 * section C.7.3.1.1.1).
 */
import { codeString } from './attributes.ts';
import type { DicomFile } from './readDicom.ts';
import { TAG } from './tags.ts';

const STORAGE = '1.2.840.10008.5.1.4.1.1.';
const DIRECTORY = '1.2.840.10008.1.3.10';

/** The longest matching prefix of the UID after `STORAGE` wins. */
const BY_CLASS: readonly (readonly [string, string])[] = [
  ['88.59', 'a key object selection'],
  ['88.67', 'a radiation dose report'],
  ['88.68', 'a radiation dose report'],
  ['88.73', 'a radiation dose report'],
  ['88.', 'a structured report'],
  ['104.1', 'an encapsulated PDF document'],
  ['104.2', 'an encapsulated CDA document'],
  ['104.', 'an encapsulated 3D model'],
  ['481.3', 'an RT structure set'],
  ['481.4', 'an RT beams treatment record'],
  ['481.5', 'an RT plan'],
  ['481.6', 'an RT brachytherapy treatment record'],
  ['481.7', 'an RT treatment summary record'],
  ['481.8', 'an RT ion plan'],
  ['481.9', 'an RT ion beams treatment record'],
  ['481.2', 'an RT dose without a dose grid'],
  ['11.', 'a presentation state'],
  ['9.', 'a waveform'],
  ['4.2', 'an MR spectroscopy object'],
  ['66.1', 'a spatial registration'],
  ['66.3', 'a spatial registration'],
  ['66.2', 'a set of spatial fiducials'],
  ['66.5', 'a surface segmentation'],
  ['66.6', 'a tractography result'],
  ['66', 'a raw data object'],
  ['67', 'a real world value mapping'],
  ['68.', 'a surface scan'],
  ['78.', 'an ophthalmic measurement'],
];

const BY_MODALITY: Readonly<Record<string, string>> = {
  SR: 'a structured report',
  KO: 'a key object selection',
  PR: 'a presentation state',
  DOC: 'an encapsulated document',
  RTPLAN: 'an RT plan',
  RTSTRUCT: 'an RT structure set',
  RTRECORD: 'an RT treatment record',
  RTDOSE: 'an RT dose without a dose grid',
  REG: 'a spatial registration',
  FID: 'a set of spatial fiducials',
  ECG: 'an electrocardiogram',
  HD: 'a haemodynamic waveform',
  AU: 'an audio recording',
};

export function objectName(file: Pick<DicomFile, 'dataSet' | 'meta'>): string {
  const { dataSet, meta } = file;
  const sopClass = (dataSet.string(TAG.sopClassUid) ?? meta.string(TAG.mediaStorageSopClassUid) ?? '').trim();
  if (sopClass === DIRECTORY || dataSet.elements[TAG.directoryRecordSequence] !== undefined)
    return 'a DICOMDIR, the index of a folder or disc';
  if (sopClass.startsWith(STORAGE)) {
    const suffix = sopClass.slice(STORAGE.length);
    const named = BY_CLASS.find(([prefix]) =>
      prefix.endsWith('.') ? suffix.startsWith(prefix) : suffix === prefix || suffix.startsWith(`${prefix}.`),
    );
    if (named !== undefined) return named[1];
  }
  if (dataSet.elements[TAG.encapsulatedDocument] !== undefined) return 'an encapsulated document';
  const modality = codeString(dataSet, TAG.modality);
  return (
    (modality !== undefined && Object.hasOwn(BY_MODALITY, modality) ? BY_MODALITY[modality] : undefined) ??
    'a DICOM object without pixel data'
  );
}
