/** The bytes of an image, bounded. */
import { NotRegularFile, openRegularFile, regularFileState } from '../../files/regularFile.ts';
import { ImagingError, notAFile, fileMissing, tooLarge, unreadable } from './imagingErrors.ts';
import type { ImageSource } from './imageSource.ts';
import { sourceName } from './imageSource.ts';
import { LIMITS } from './limits.ts';

/** Throws an `ImagingError` for what cannot be read or is too large. */
export async function readSource(source: ImageSource): Promise<Uint8Array> {
  if (source.kind === 'bytes') return source.bytes;
  const name = sourceName(source);
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
  const name = sourceName({ kind: 'file', path });
  const { size, mtimeMs, ino } = await orReason(name, () => regularFileState(path));
  refuseHuge(name, size);
  return `${size}:${mtimeMs}:${ino}`;
}

function refuseHuge(name: string, size: number): void {
  if (size > LIMITS.fileBytes)
    throw tooLarge(name, `${(size / 2 ** 30).toFixed(1)} GiB (the limit is ${LIMITS.fileBytes / 2 ** 30} GiB)`);
}

async function orReason<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ImagingError) throw error;
    if (error instanceof NotRegularFile) throw notAFile(name, error.what);
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw fileMissing(name);
    throw unreadable(name, code === 'EACCES' || code === 'EPERM' ? 'access is denied' : 'the disk or network failed');
  }
}
