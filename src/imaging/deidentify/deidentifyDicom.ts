/**
 * A DICOM image without what identifies its patient: the bytes of a new file and what was done. Pixel data pass bit for
 * bit. Objects without an image (structured reports, documents, plans) are refused, because what they hold is the very
 * text that the profile would remove; so are damaged files, in which something could hide.
 */
import { t } from '@vscode/l10n';
import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { burnedInRisk } from '../dicom/burnedIn.ts';
import { loadDataDictionary, type DataDictionary } from '../dicom/dataSet/dataDictionary.ts';
import { dataSetStart } from '../dicom/dataSet/dataSetStart.ts';
import { hasPreamble } from '../dicom/dataSet/preamble.ts';
import { readElementTree, type TreeElement } from '../dicom/dataSet/elementTree.ts';
import { objectName } from '../dicom/dataSet/objectName.ts';
import { readDicom, type DicomFile } from '../dicom/dataSet/readDicom.ts';
import { TAG } from '../dicom/dataSet/tags.ts';
import { ImagingError, notDeidentified } from '../intake/imagingErrors.ts';
import type { TreatmentCounts } from './deidentifyContract.ts';
import { deidentifyElements, noTreatments, textOf } from './deidentifyElements.ts';
import type { DeidentifyOptions } from './deidentifyOptions.ts';
import { fileMeta } from './fileMeta.ts';
import { hiddenInPixels } from './hiddenInPixels.ts';
import { methodElements } from './methodElements.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { byteLength, writeElements } from './writeElements.ts';
import { asciiValue } from './dummyValue.ts';

export interface DeidentifiedFile {
  /** One after the other, the new file. */
  readonly pieces: readonly Uint8Array[];
  /** Folders of the study and the series and the file, without suffix; says nothing of the original's name. */
  readonly place: readonly [study: string, series: string, image: string];
  readonly counts: TreatmentCounts;
  /** What a person must look at before the file is given away. Plain sentences without values of the file. */
  readonly warnings: readonly string[];
}

const TAGS = {
  sopInstanceUid: 0x00080018,
  sopClassUid: 0x00080016,
  patientId: 0x00100020,
  study: 0x0020000d,
  series: 0x0020000e,
} as const;

/** `name` is the file's, for messages. `key`: at least 16 secret bytes. Throws an `ImagingError` and nothing else. */
export async function deidentifyDicom(
  name: string,
  bytes: Uint8Array,
  options: DeidentifyOptions,
  key: Uint8Array,
): Promise<DeidentifiedFile> {
  const dictionary = await loadDataDictionary();
  try {
    return deidentified(name, bytes, options, key, dictionary);
  } catch (error) {
    // dicom-parser throws strings where lengths point beyond the file.
    throw error instanceof ImagingError
      ? error
      : notDeidentified(name, t`its structure cannot be followed, so something could hide in it`);
  }
}

function deidentified(
  name: string,
  bytes: Uint8Array,
  options: DeidentifyOptions,
  key: Uint8Array,
  dictionary: DataDictionary,
): DeidentifiedFile {
  const file = readDicom(name, bytes);
  const elements = soundElements(file, bytes, dictionary);
  const pseudonyms = new Pseudonyms(key);
  const value = (tag: number): string => elements.filter((element) => element.tag === tag).map(textOf)[0] ?? '';
  // An instance without a UID gets one of its content, the same each time.
  const instanceUid = value(TAGS.sopInstanceUid) || `missing ${createHash('sha256').update(bytes).digest('hex')}`;
  const newInstanceUid = options.keepUids && /^[\d.]+$/.test(instanceUid) ? instanceUid : pseudonyms.uid(instanceUid);

  const counts = noTreatments();
  const context = {
    options,
    pseudonyms,
    dictionary,
    counts,
    bigEndian: file.syntax.bigEndian,
    patientId: value(TAGS.patientId),
  };
  const kept = deidentifyElements(elements, context).filter(({ tag }) => tag !== TAGS.sopInstanceUid);
  const added: TreeElement[] = [
    { kind: 'value', tag: TAGS.sopInstanceUid, vr: 'UI', value: asciiValue(newInstanceUid, 'UI') },
    ...methodElements(options),
  ];
  const dataSet = writeElements(
    [...kept, ...added].sort((a, b) => a.tag - b.tag),
    file.syntax,
  );
  const meta = fileMeta({
    sopClassUid: sopClassUid(file, value(TAGS.sopClassUid)),
    sopInstanceUid: newInstanceUid,
    transferSyntaxUid: file.syntax.uid,
  });
  return {
    pieces: [meta, ...(file.syntax.deflated ? [deflated(dataSet)] : dataSet)],
    place: [
      pseudonyms.name('study', value(TAGS.study)),
      pseudonyms.name('series', value(TAGS.series)),
      pseudonyms.name('image', instanceUid),
    ],
    counts,
    warnings: warnings(file, elements, value(TAGS.sopInstanceUid) === ''),
  };
}

/** All elements of an image file that could be followed from the first byte to the last. */
function soundElements(file: DicomFile, fileBytes: Uint8Array, dictionary: DataDictionary): readonly TreeElement[] {
  const { name, meta, notes, syntax, bytes } = file;
  if (!hasPreamble(fileBytes))
    throw notDeidentified(name, t`it lacks the header of a DICOM file (PS3.10), so how it is encoded is a guess`);
  if (meta.string(TAG.transferSyntaxUid) === undefined)
    throw notDeidentified(name, t`it does not say its transfer syntax, so how it is encoded is a guess`);
  if (file.pixelData === undefined)
    throw notDeidentified(name, t`it is ${objectName(file)}: only images are de-identified here`);
  if (!file.isAsSaid) throw notDeidentified(name, t`it is encoded otherwise than it says`);
  // Elements in another encoding are followed below, to the last byte.
  if (notes.some(({ code }) => code !== 'decoderChose'))
    throw notDeidentified(name, t`it is damaged or cut short, so something could hide in it`);
  const { elements, fault } = readElementTree(bytes, dataSetStart(file, fileBytes), bytes.length, syntax, dictionary);
  if (fault !== undefined) throw notDeidentified(name, t`${fault}, so something could hide in it`);
  if (elements.some(({ tag }) => tag === 0x00041220))
    throw notDeidentified(name, t`it is a DICOMDIR: make a new one of the de-identified files`);
  return elements;
}

/** Undefined where neither the data set nor the file meta information has one. */
function sopClassUid({ meta }: DicomFile, ofDataSet: string): string | undefined {
  return [ofDataSet, meta.string(TAG.mediaStorageSopClassUid)?.trim() ?? ''].find((uid) => /^[\d.]+$/.test(uid));
}

function deflated(dataSet: readonly Uint8Array[]): Uint8Array {
  const bytes = deflateRawSync(Buffer.concat(dataSet, byteLength(dataSet)));
  // PS3.5 section A.5: padded to an even length.
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, new Uint8Array(1)]);
}

function warnings(file: DicomFile, elements: readonly TreeElement[], uidMissing: boolean): string[] {
  const risk = burnedInRisk(file);
  const said: string[] = [];
  if (risk !== undefined) said.push(t`Text in the picture is not removed: ${risk.reason}. Look at the picture.`);
  said.push(...hiddenInPixels(file, elements));
  if (uidMissing) said.push(t`The file had no SOP Instance UID and got one.`);
  return said;
}
