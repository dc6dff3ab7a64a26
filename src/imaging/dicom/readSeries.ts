/** The images of a file's folder that belong to its series. */
import { basename, resolve } from 'node:path';
import type { ImageSeries } from '../../display/imageSeries.ts';

export async function readSeries(path: string): Promise<ImageSeries> {
  const name = basename(path);
  return { title: name, items: [{ path: resolve(path), name, frames: 1, instanceNumber: undefined, positionMm: undefined }], index: 0, skipped: 0 };
}
