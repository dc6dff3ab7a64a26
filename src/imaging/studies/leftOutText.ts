import type { LeftOut } from './study.ts';

const MOST_NAMES = 3;

/** Sentences about what is in no series; empty where there is nothing to say. Names files, nothing else. */
export function leftOutText(leftOut: LeftOut): string {
  const { otherObjects, otherFiles, unreadable, locked, packed, archives, missing, elsewhere, beyond } = leftOut;
  return [
    said(missing.length, 'file of its index is missing', 'files of its index are missing', namesOf(missing)),
    said(unreadable, 'file is damaged or cannot be read', 'files are damaged or cannot be read'),
    said(locked, 'file is protected with a password', 'files are protected with a password'),
    said(
      packed,
      'file is compressed in a way that is not supported',
      'files are compressed in a way that is not supported',
    ),
    said(
      elsewhere,
      'entry of its index points out of its folder and was not followed',
      'entries of its index point out of its folder and were not followed',
    ),
    said(archives, 'ZIP inside was not opened', 'ZIPs inside were not opened'),
    said(beyond, 'more file or folder was not looked at', 'more files or folders were not looked at'),
    said(otherObjects, 'DICOM object without an image was left out', 'DICOM objects without an image were left out'),
    said(otherFiles, 'other file was left out', 'other files were left out'),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** Whether images may be missing from what is shown. */
export function mayLackImages({ unreadable, locked, packed, missing, elsewhere, beyond }: LeftOut): boolean {
  return unreadable + locked + packed + missing.length + elsewhere + beyond > 0;
}

function said(count: number, one: string, many: string, names = ''): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}${names}.`;
}

function namesOf(names: readonly string[]): string {
  return `: ${names.slice(0, MOST_NAMES).join(', ')}${names.length > MOST_NAMES ? ' …' : ''}`;
}
