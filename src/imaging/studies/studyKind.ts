import { stat } from 'node:fs/promises';
import { sniffFormat } from '../intake/sniff.ts';
import { readFileHead } from './readFileHead.ts';
import type { StudyKind } from './study.ts';

/** Enough for the file meta information of a DICOMDIR. */
const HEAD_BYTES = 2048;
/** Media Storage Directory Storage (PS3.4 Annex I). */
const DIRECTORY_CLASS = /1\.2\.840\.10008\.1\.3\.10(?![.\d])/;

/** What stands at the path; `file` also where nothing does, or it cannot be read: opening it says why. */
export async function studyKind(path: string): Promise<StudyKind> {
  const isFolder = await stat(path).then(
    (state) => state.isDirectory(),
    () => false,
  );
  if (isFolder) return 'folder';
  const head = await readFileHead(path)(HEAD_BYTES).catch(() => undefined);
  return head === undefined ? 'file' : kindOfHead(head.head);
}

/** By content: names lie. */
export function kindOfHead(head: Uint8Array): Exclude<StudyKind, 'folder'> {
  if (isZip(head)) return 'zip';
  const start = String.fromCharCode(...head.subarray(0, HEAD_BYTES));
  return sniffFormat(head) === 'dicom' && DIRECTORY_CLASS.test(start) ? 'dicomdir' : 'file';
}

/** A ZIP begins with its first file, or with its directory where it is empty (APPNOTE 4.3.7, 4.3.16). */
export function isZip(head: Uint8Array): boolean {
  const [p, k, ...mark] = head.subarray(0, 4);
  return p === 0x50 && k === 0x4b && ((mark[0] === 3 && mark[1] === 4) || (mark[0] === 5 && mark[1] === 6));
}
