/** The bytes of an image, bounded. */
import { t } from '@vscode/l10n';
import { NotRegularFile, openRegularFile, regularFileState } from '../../files/regularFile.ts';
import {
  ImagingError,
  notAFile,
  fileMissing,
  folderNotFile,
  montageWithoutFile,
  tooLarge,
  unreadable,
} from './imagingErrors.ts';
import { basename } from 'node:path';
import type { ImageSource, PlacedSource } from './imageSource.ts';
import { sourceName } from './imageSource.ts';
import { LIMITS } from './limits.ts';
import { withZip } from './openZip.ts';

/** Throws an `ImagingError` for what cannot be read or is too large. */
export async function readSource(source: ImageSource): Promise<Uint8Array> {
  if (source.kind === 'bytes') return source.bytes;
  const name = sourceName(source);
  if (source.kind === 'montage') throw montageWithoutFile(name);
  if (source.kind === 'archived')
    return orReason(basename(source.path), () => withZip(source.path, (zip) => zip.read(source.entry)));
  return orReason(name, async () => {
    const file = await openRegularFile(source.path);
    try {
      refuseHuge(name, (await file.stat()).size);
      return await file.readFile();
    } finally {
      await file.close();
    }
  });
}

/** Changes when the file does. Throws as `readSource` does. */
export async function fileState(path: string): Promise<string> {
  const { size, text } = await stateOf(path);
  refuseHuge(basename(path), size);
  return text;
}

/** The same for an image in a ZIP: changes when the ZIP does, which may have any size. */
export async function sourceState(source: PlacedSource): Promise<string> {
  return source.kind === 'file' ? fileState(source.path) : (await stateOf(source.path)).text;
}

async function stateOf(path: string): Promise<{ readonly size: number; readonly text: string }> {
  const { size, mtimeMs, ino } = await orReason(basename(path), () => regularFileState(path));
  return { size, text: `${size}:${mtimeMs}:${ino}` };
}

function refuseHuge(name: string, size: number): void {
  if (size > LIMITS.fileBytes)
    throw tooLarge(name, t`${(size / 2 ** 30).toFixed(1)} GiB (the limit is ${LIMITS.fileBytes / 2 ** 30} GiB)`);
}

async function orReason<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ImagingError) throw error;
    if (error instanceof NotRegularFile) throw error.isFolder ? folderNotFile(name) : notAFile(name, error.what);
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw fileMissing(name);
    throw unreadable(name, code === 'EACCES' || code === 'EPERM' ? t`access is denied` : t`the disk or network failed`);
  }
}
