import { hasPreamble, PREAMBLE_BYTES } from './preamble.ts';
import type { DicomFile } from './readDicom.ts';

/** Where the data set begins in `file.bytes`: behind the file meta information, of which any part may be missing. */
export function dataSetStart({ syntax, meta }: Pick<DicomFile, 'syntax' | 'meta'>, fileBytes: Uint8Array): number {
  return syntax.deflated ? 0 : metaEnd(meta, fileBytes);
}

/** Where the file meta information ends in the file. */
export function metaEnd(meta: DicomFile['meta'], fileBytes: Uint8Array): number {
  const ends = Object.values(meta.elements).map(({ dataOffset, length }) => dataOffset + length);
  return Math.max(hasPreamble(fileBytes) ? PREAMBLE_BYTES : 0, ...ends);
}
