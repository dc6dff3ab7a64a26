import { t } from '@vscode/l10n';
import { tooLarge } from '../intake/imagingErrors.ts';
import { LIMITS } from '../intake/limits.ts';
import { isUnpacked, type OpenZip } from '../intake/openZip.ts';
import type { ZipEntry } from '../intake/zipDirectory.ts';
import type { FileSource } from '../intake/imageSource.ts';
import type { StudyFile, StudyFiles } from './studyFile.ts';

/**
 * The files of a ZIP; hidden ones and what macOS adds are left out, protected ones counted. Only heads are unpacked, and
 * of those not more than `LIMITS.listedBytes`.
 */
export function zipFiles(name: string, zip: OpenZip, sourceOf: (entry: string) => FileSource): StudyFiles {
  const entries = [...zip.directory.values()].filter(({ name: entryName }) => !isHidden(entryName));
  const unlocked = entries.filter(({ encrypted }) => !encrypted);
  const open = unlocked.filter(isUnpacked);
  let unpacked = 0;
  const readHead = async (entry: ZipEntry, length: number): ReturnType<StudyFile['readHead']> => {
    const read = await zip.readHead(entry, length);
    unpacked += read.head.length;
    if (unpacked > LIMITS.listedBytes) throw tooLarge(name, t`the headers of its files unpack to more than 1 GiB`);
    return read;
  };
  return {
    files: open.slice(0, LIMITS.studyFiles).map((entry) => ({
      name: entry.name,
      source: sourceOf(entry.name),
      readHead: (length) => readHead(entry, length),
    })),
    locked: entries.length - unlocked.length,
    packed: unlocked.length - open.length,
    beyond: Math.max(open.length - LIMITS.studyFiles, 0),
  };
}

function isHidden(name: string): boolean {
  return name.split('/').some((part) => (part.startsWith('.') && part !== '.' && part !== '..') || part === '__MACOSX');
}
