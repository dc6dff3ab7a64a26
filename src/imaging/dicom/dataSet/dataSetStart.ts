import type { DicomFile } from './readDicom.ts';

/** Preamble and prefix of a DICOM file (PS3.10 section 7.1). */
export const PREAMBLE_BYTES = 132;

export function hasPreamble(fileBytes: Uint8Array): boolean {
  return String.fromCharCode(...fileBytes.subarray(PREAMBLE_BYTES - 4, PREAMBLE_BYTES)) === 'DICM';
}

/** Where the data set begins in `file.bytes`: behind the file meta information, of which any part may be missing. */
export function dataSetStart({ syntax, meta }: Pick<DicomFile, 'syntax' | 'meta'>, fileBytes: Uint8Array): number {
  return syntax.deflated ? 0 : metaEnd(meta, fileBytes);
}

/** Where the file meta information ends in the file. */
export function metaEnd(meta: DicomFile['meta'], fileBytes: Uint8Array): number {
  const ends = Object.values(meta.elements).map(({ dataOffset, length }) => dataOffset + length);
  return Math.max(hasPreamble(fileBytes) ? PREAMBLE_BYTES : 0, ...ends);
}
