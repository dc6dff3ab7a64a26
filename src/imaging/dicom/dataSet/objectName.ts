/**
 * What a DICOM object without an image is, in words, by its SOP class (PS3.4 Table B.5-1), else by its modality (PS3.3
 * section C.7.3.1.1.1).
 */
import { t } from '@vscode/l10n';
import { codeString } from './attributes.ts';
import type { DicomFile } from './readDicom.ts';
import { TAG } from './tags.ts';

const STORAGE = '1.2.840.10008.5.1.4.1.1.';
const DIRECTORY = '1.2.840.10008.1.3.10';

/** The longest matching prefix of the UID after `STORAGE` wins. */
const byClass = (): readonly (readonly [string, string])[] => [
  ['88.59', t`a key object selection`],
  ['88.67', t`a radiation dose report`],
  ['88.68', t`a radiation dose report`],
  ['88.73', t`a radiation dose report`],
  ['88.', t`a structured report`],
  ['104.1', t`an encapsulated PDF document`],
  ['104.2', t`an encapsulated CDA document`],
  ['104.', t`an encapsulated 3D model`],
  ['481.3', t`an RT structure set`],
  ['481.4', t`an RT beams treatment record`],
  ['481.5', t`an RT plan`],
  ['481.6', t`an RT brachytherapy treatment record`],
  ['481.7', t`an RT treatment summary record`],
  ['481.8', t`an RT ion plan`],
  ['481.9', t`an RT ion beams treatment record`],
  ['481.2', t`an RT dose without a dose grid`],
  ['11.', t`a presentation state`],
  ['9.', t`a waveform`],
  ['4.2', t`an MR spectroscopy object`],
  ['66.1', t`a spatial registration`],
  ['66.3', t`a spatial registration`],
  ['66.2', t`a set of spatial fiducials`],
  ['66.5', t`a surface segmentation`],
  ['66.6', t`a tractography result`],
  ['66', t`a raw data object`],
  ['67', t`a real world value mapping`],
  ['68.', t`a surface scan`],
  ['78.', t`an ophthalmic measurement`],
];

const byModality = (): Readonly<Record<string, string>> => ({
  SR: t`a structured report`,
  KO: t`a key object selection`,
  PR: t`a presentation state`,
  DOC: t`an encapsulated document`,
  RTPLAN: t`an RT plan`,
  RTSTRUCT: t`an RT structure set`,
  RTRECORD: t`an RT treatment record`,
  RTDOSE: t`an RT dose without a dose grid`,
  REG: t`a spatial registration`,
  FID: t`a set of spatial fiducials`,
  ECG: t`an electrocardiogram`,
  HD: t`a haemodynamic waveform`,
  AU: t`an audio recording`,
});

export function objectName(file: Pick<DicomFile, 'dataSet' | 'meta'>): string {
  const { dataSet, meta } = file;
  const sopClass = (dataSet.string(TAG.sopClassUid) ?? meta.string(TAG.mediaStorageSopClassUid) ?? '').trim();
  if (sopClass === DIRECTORY || dataSet.elements[TAG.directoryRecordSequence] !== undefined)
    return t`a DICOMDIR, the index of a folder or disc`;
  if (sopClass.startsWith(STORAGE)) {
    const suffix = sopClass.slice(STORAGE.length);
    const named = byClass().find(([prefix]) =>
      prefix.endsWith('.') ? suffix.startsWith(prefix) : suffix === prefix || suffix.startsWith(`${prefix}.`),
    );
    if (named !== undefined) return named[1];
  }
  if (dataSet.elements[TAG.encapsulatedDocument] !== undefined) return t`an encapsulated document`;
  const modality = codeString(dataSet, TAG.modality);
  const names = byModality();
  return (
    (modality !== undefined && Object.hasOwn(names, modality) ? names[modality] : undefined) ??
    t`a DICOM object without pixel data`
  );
}
