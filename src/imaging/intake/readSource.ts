/** The bytes of an image, bounded. */
import { readFile, stat } from 'node:fs/promises';
import type { ImageSource } from './imageSource.ts';
import { fileMissing, tooLarge, unreadable } from './imagingErrors.ts';
import { sourceName } from './imageSource.ts';
import { LIMITS } from './limits.ts';

/** Throws an `ImagingError` for what cannot be read or is too large. */
export async function readSource(source: ImageSource): Promise<Uint8Array> {
  if (source.kind === 'bytes') return source.bytes;
  await fileState(source.path);
  return orReason(sourceName(source), () => readFile(source.path));
}

/** Changes when the file does. Throws as `readSource` does. */
export async function fileState(path: string): Promise<string> {
  const name = sourceName({ kind: 'file', path });
  const { size, mtimeMs, ino } = await orReason(name, () => stat(path));
  if (size > LIMITS.fileBytes)
    throw tooLarge(name, `${(size / 2 ** 30).toFixed(1)} GiB (the limit is ${LIMITS.fileBytes / 2 ** 30} GiB)`);
  return `${size}:${mtimeMs}:${ino}`;
}

async function orReason<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw fileMissing(name);
    throw unreadable(
      name,
      code === 'EISDIR'
        ? 'it is a folder'
        : code === 'EACCES' || code === 'EPERM'
          ? 'access is denied'
          : 'the disk or network failed',
    );
  }
}
