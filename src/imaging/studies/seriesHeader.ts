/** What of a file's header places its image in a series. Only the head of the file is read: pixel data come last. */
import { NotRegularFile } from '../../files/regularFile.ts';
import { basename } from 'node:path';
import { sniffFormat } from '../intake/sniff.ts';
import { codeString, decimals, integer, unsigned16 } from '../dicom/dataSet/attributes.ts';
import { textReader } from '../dicom/dataSet/characterSets.ts';
import { type DicomFile, readDicom } from '../dicom/dataSet/readDicom.ts';
import { TAG } from '../dicom/dataSet/tags.ts';
import { readFileHead } from './readFileHead.ts';
import type { HeadReader } from './studyFile.ts';

type Triple = readonly [number, number, number];

/** PS3.3 section C.7.6.2: the plane of a slice in the patient. */
export interface SlicePlane {
  /** Of the first voxel, mm. */
  readonly position: Triple;
  /** Unit vectors along a row and down a column. */
  readonly row: Triple;
  readonly column: Triple;
}

export interface SeriesHeader {
  readonly path: string;
  readonly studyUid: string | undefined;
  readonly seriesUid: string | undefined;
  readonly instanceUid: string | undefined;
  readonly modality: string | undefined;
  readonly seriesNumber: number | undefined;
  /** Names what a technologist typed. */
  readonly seriesDescription: string | undefined;
  readonly instanceNumber: number | undefined;
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly plane: SlicePlane | undefined;
}

/** Enough for most headers; the attributes that matter here come before the large private ones. */
export const HEAD_BYTES = 16 * 1024;
/** A header that is longer is given up. */
const LONGEST_HEAD = 4 * 1024 * 1024;

/**
 * `notDicom`: another kind of file. `noImage`: DICOM, but a report, a document or a plan. `unreadable`: meant to be
 * DICOM, but its header cannot be read.
 */
export type NoSeriesHeader = 'notDicom' | 'noImage' | 'unreadable';

export async function readSeriesHeader(path: string): Promise<SeriesHeader | NoSeriesHeader> {
  return seriesHeaderOf(path, readFileHead(path));
}

/** The same for a file that need not lie on disk. `path` is what the header is known by. */
export async function seriesHeaderOf(path: string, readHead: HeadReader): Promise<SeriesHeader | NoSeriesHeader> {
  try {
    for (let length = HEAD_BYTES; ; length *= 8) {
      const { head, isWhole } = await readHead(length);
      if (sniffFormat(head) !== 'dicom') return 'notDicom';
      const header = headerOf(path, head, isWhole);
      if (header !== undefined) return header;
      if (length > LONGEST_HEAD) return 'unreadable';
    }
  } catch (error) {
    return error instanceof NotRegularFile ? 'notDicom' : 'unreadable';
  }
}

/** Undefined when more of the file is needed. */
function headerOf(
  path: string,
  head: Uint8Array,
  isWhole: boolean,
): SeriesHeader | 'noImage' | 'unreadable' | undefined {
  let file;
  try {
    file = readDicom(basename(path), head);
  } catch (error) {
    // A deflated data set cannot be read in part.
    if (isWhole) throw error;
    return undefined;
  }
  const { dataSet } = file;
  const rows = unsigned16(dataSet, TAG.rows);
  const columns = unsigned16(dataSet, TAG.columns);
  if (rows === undefined || columns === undefined) {
    if (!isWhole && dataSet.elements[TAG.pixelData] === undefined) return undefined;
    return isCut(file) ? 'unreadable' : 'noImage';
  }
  return {
    path,
    studyUid: dataSet.string(TAG.studyInstanceUid)?.trim(),
    seriesUid: dataSet.string(TAG.seriesInstanceUid)?.trim(),
    instanceUid: dataSet.string(TAG.sopInstanceUid)?.trim(),
    modality: codeString(dataSet, TAG.modality),
    seriesNumber: integer(dataSet, TAG.seriesNumber),
    seriesDescription: textOf(file, TAG.seriesDescription),
    instanceNumber: integer(dataSet, TAG.instanceNumber),
    rows,
    columns,
    frames: Math.max(integer(dataSet, TAG.numberOfFrames) ?? 1, 1),
    plane: planeOf(decimals(dataSet, TAG.imagePositionPatient), decimals(dataSet, TAG.imageOrientationPatient)),
  };
}

/** The file ends before what its elements say. */
function isCut({ dataSet, bytes, notes }: DicomFile): boolean {
  return (
    notes.some(({ code }) => code === 'fileCut') ||
    Object.values(dataSet.elements).some(({ dataOffset, length }) => dataOffset + length > bytes.length)
  );
}

function textOf({ dataSet, bytes }: DicomFile, tag: string): string | undefined {
  const element = dataSet.elements[tag];
  if (element === undefined) return undefined;
  const read = textReader(dataSet.string(TAG.specificCharacterSet));
  return read(bytes.subarray(element.dataOffset, element.dataOffset + element.length))
    .replaceAll('\0', '')
    .trim();
}

function planeOf(position: readonly number[], orientation: readonly number[]): SlicePlane | undefined {
  const [x, y, z] = position;
  const [rx, ry, rz, cx, cy, cz] = orientation;
  if (x === undefined || y === undefined || z === undefined || cz === undefined) return undefined;
  return { position: [x, y, z], row: [rx!, ry!, rz!], column: [cx!, cy!, cz] };
}
