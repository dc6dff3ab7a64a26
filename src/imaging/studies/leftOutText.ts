import { t } from '@vscode/l10n';
import type { LeftOut } from './study.ts';

const MOST_NAMES = 3;

/** Sentences about what is in no series; empty where there is nothing to say. Names files, nothing else. */
export function leftOutText(leftOut: LeftOut): string {
  const { otherObjects, otherFiles, unreadable, locked, packed, archives, missing, elsewhere, beyond } = leftOut;
  const names = namesOf(missing);
  return [
    said(
      missing.length,
      t`1 file of its index is missing: ${names}.`,
      t`${missing.length} files of its index are missing: ${names}.`,
    ),
    said(unreadable, t`1 file is damaged or cannot be read.`, t`${unreadable} files are damaged or cannot be read.`),
    said(locked, t`1 file is protected with a password.`, t`${locked} files are protected with a password.`),
    said(
      packed,
      t`1 file is compressed in a way that is not supported.`,
      t`${packed} files are compressed in a way that is not supported.`,
    ),
    said(
      elsewhere,
      t`1 entry of its index points out of its folder and was not followed.`,
      t`${elsewhere} entries of its index point out of its folder and were not followed.`,
    ),
    said(archives, t`1 ZIP inside was not opened.`, t`${archives} ZIPs inside were not opened.`),
    said(beyond, t`1 more file or folder was not looked at.`, t`${beyond} more files or folders were not looked at.`),
    said(
      otherObjects,
      t`1 DICOM object without an image was left out.`,
      t`${otherObjects} DICOM objects without an image were left out.`,
    ),
    said(otherFiles, t`1 other file was left out.`, t`${otherFiles} other files were left out.`),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** Whether images may be missing from what is shown. */
export function mayLackImages({ unreadable, locked, packed, missing, elsewhere, beyond }: LeftOut): boolean {
  return unreadable + locked + packed + missing.length + elsewhere + beyond > 0;
}

function said(count: number, one: string, many: string): string {
  return count === 0 ? '' : count === 1 ? one : many;
}

function namesOf(names: readonly string[]): string {
  return `${names.slice(0, MOST_NAMES).join(', ')}${names.length > MOST_NAMES ? ' …' : ''}`;
}
