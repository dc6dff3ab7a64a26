import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImageSource } from '../imaging/imaging.ts';
import { UsageError } from './usageError.ts';

/** The images at these paths. A folder is refused with what to write instead; other faults are found on opening. */
export async function imageSources(paths: readonly string[]): Promise<readonly ImageSource[]> {
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (state) => state.isDirectory(),
      () => false,
    );
    if (isFolder)
      throw new UsageError(
        `${basename(path)} is a folder. Name the images in it one by one, or all of them: ${path.replace(/[/\\]+$/, '')}/*`,
      );
  }
  return paths.map((path) => ({ kind: 'file', path }));
}
