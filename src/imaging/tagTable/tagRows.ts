/** The attributes of a DICOM file as rows of a table: all of them, in the order of the file, sequences opened. */
import { t } from '@vscode/l10n';
import type { TagRow } from '../../display/tagTable.ts';
import { profileEntry } from '../deidentify/basicProfile.ts';
import { textReader, type TextReader } from '../dicom/dataSet/characterSets.ts';
import { loadDataDictionary, type DataDictionary } from '../dicom/dataSet/dataDictionary.ts';
import { dataSetStart, metaEnd } from '../dicom/dataSet/dataSetStart.ts';
import { hasPreamble, PREAMBLE_BYTES } from '../dicom/dataSet/preamble.ts';
import { readElementTree, type ElementTree, type TreeElement } from '../dicom/dataSet/elementTree.ts';
import { readDicom, type DicomFile } from '../dicom/dataSet/readDicom.ts';
import { counted } from '../../text/counted.ts';
import { byteCount, tagValueText } from './tagValueText.ts';
import { transferSyntax } from '../dicom/dataSet/transferSyntaxes.ts';

/** More than anyone reads; functional groups of many frames go far beyond. */
const MOST_ROWS = 20_000;
const CHARACTER_SET = 0x00080005;
const TRANSFER_SYNTAX = 0x00020010;
const META = { explicitVr: true, bigEndian: false };

/**
 * A damaged file is read as far as it goes, and the last row says so. Throws an `ImagingError` where there is no DICOM
 * to be found.
 */
export async function readTagRows(name: string, bytes: Uint8Array): Promise<readonly TagRow[]> {
  const file = readDicom(name, bytes);
  const dictionary = await loadDataDictionary();
  const rows: TagRow[] = [];
  const meta = readElementTree(
    bytes,
    hasPreamble(bytes) ? PREAMBLE_BYTES : 0,
    metaEnd(file.meta, bytes),
    META,
    dictionary,
  );
  addRows(rows, meta.elements, { path: '', depth: 0, dictionary, bigEndian: false, readText: textReader(undefined) });
  const { tree, bigEndian } = readDataSet(file, bytes, dictionary);
  addRows(rows, tree.elements, { path: '', depth: 0, dictionary, bigEndian, readText: textReader(undefined) });
  if (rows.length >= MOST_ROWS)
    return [
      ...rows.slice(0, MOST_ROWS),
      remark(t`This file has more attributes than the ${MOST_ROWS.toLocaleString('en')} that are listed here.`),
    ];
  return tree.fault === undefined
    ? rows
    : [...rows, remark(t`The file is damaged here, and the rest of it cannot be listed: ${tree.fault}.`)];
}

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly dictionary: DataDictionary;
  readonly bigEndian: boolean;
  readonly readText: TextReader;
}

function addRows(rows: TagRow[], elements: readonly TreeElement[], outer: Place): void {
  const charset = elements.find(({ tag }) => tag === CHARACTER_SET);
  const place =
    charset?.kind === 'value'
      ? { ...outer, readText: textReader(Buffer.from(charset.value).toString('latin1')) }
      : outer;
  const seen = new Map<number, number>();
  for (const element of elements) {
    if (rows.length >= MOST_ROWS) return;
    const times = (seen.get(element.tag) ?? 0) + 1;
    seen.set(element.tag, times);
    const path = place.path + tagText(element.tag) + (times > 1 ? `#${times}` : '');
    rows.push(row(element, path, place));
    if (element.kind !== 'sequence') continue;
    const bigEndian = place.bigEndian && element.vr !== 'UN';
    element.items.forEach((item, i) =>
      addRows(rows, item, { ...place, bigEndian, path: `${path}[${i + 1}].`, depth: place.depth + 1 }),
    );
  }
}

function row(element: TreeElement, path: string, place: Place): TagRow {
  const { tag } = element;
  const entry = place.dictionary(tag);
  const isPrivate = (tag >>> 16) % 2 === 1;
  return {
    path,
    depth: place.depth,
    tag: tagText(tag),
    keyword: entry?.keyword,
    name:
      entry === undefined
        ? isPrivate
          ? t`Private`
          : tag % 0x10000 === 0
            ? 'Group Length'
            : t`Unknown`
        : words(entry.keyword),
    vr: element.kind === 'sequence' ? 'SQ' : element.vr,
    value: valueText(element, entry?.vr, place),
    multiplicity: entry?.multiplicity,
    retired: entry?.retired ?? false,
    profileAction: profileEntry(tag)?.action,
  };
}

function valueText(element: TreeElement, knownVr: string | undefined, { bigEndian, readText }: Place): string {
  switch (element.kind) {
    case 'sequence':
      return counted(element.items.length, 'item');
    case 'fragments': {
      const [table, ...fragments] = element.fragments;
      const total = fragments.reduce((sum, fragment) => sum + fragment.length, 0);
      const pieces = counted(fragments.length, 'fragment');
      return table === undefined || table.length === 0
        ? t`encapsulated: ${pieces}, ${byteCount(total)}, no offset table`
        : t`encapsulated: ${pieces}, ${byteCount(total)}, an offset table of ${table.length / 4}`;
    }
    case 'value': {
      const text = tagValueText(
        element.vr === 'UN' ? (knownVr ?? 'UN') : element.vr,
        element.value,
        bigEndian,
        readText,
      );
      const name = element.tag === TRANSFER_SYNTAX ? transferSyntax(text).name : text;
      return name === text ? text : `${text} (${name})`;
    }
  }
}

/** `SOPInstanceUID` → `SOP Instance UID`. */
function words(keyword: string): string {
  return keyword.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z](?!s(?:[A-Z]|$))[a-z])/g, '$1 $2');
}

function tagText(tag: number): string {
  const hex = tag.toString(16).toUpperCase().padStart(8, '0');
  return `(${hex.slice(0, 4)},${hex.slice(4)})`;
}

/** By the transfer syntax, else in the other VR encoding, which some programs write in spite of it. */
function readDataSet(
  file: DicomFile,
  fileBytes: Uint8Array,
  dictionary: DataDictionary,
): { tree: ElementTree; bigEndian: boolean } {
  const { bytes, syntax } = file;
  const { bigEndian } = syntax;
  const start = dataSetStart(file, fileBytes);
  const declared = readElementTree(bytes, start, bytes.length, syntax, dictionary);
  if (declared.fault === undefined) return { tree: declared, bigEndian };
  const other = readElementTree(bytes, start, bytes.length, { explicitVr: !syntax.explicitVr, bigEndian }, dictionary);
  return { tree: other.elements.length > declared.elements.length ? other : declared, bigEndian };
}

/** A row that is no attribute. */
function remark(text: string): TagRow {
  return {
    path: 'remark',
    depth: 0,
    tag: '',
    keyword: undefined,
    name: t`Note`,
    vr: '',
    value: text,
    multiplicity: undefined,
    retired: false,
    profileAction: undefined,
  };
}
