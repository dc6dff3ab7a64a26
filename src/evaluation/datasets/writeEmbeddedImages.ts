/** The images of parquet files as files of a folder, as the items name them. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { regularFileState } from '../../files/regularFile.ts';
import { DatasetError, datasetErrors } from './datasetErrors.ts';
import { embeddedImages, ImageNames } from './embeddedImage.ts';
import { ParquetFile } from './parquetFile.ts';

export interface WrittenImages {
  readonly written: number;
  /** Were in the folder from an earlier time. */
  readonly alreadyThere: number;
}

/**
 * The folder is made where it is missing. A name says what is in the file, so what is there in its full size is left; a
 * file comes to its name whole, so stopping leaves no half image. Rejects with a `DatasetError`, or with the signal's
 * reason.
 */
export async function writeEmbeddedImages(
  sources: ReadonlyMap<string, ReadonlyMap<string, number>>,
  folder: string,
  signal?: AbortSignal,
): Promise<WrittenImages> {
  const there = new Set<string>();
  const written = new Set<string>();
  const put = async (name: string, bytes: Uint8Array): Promise<void> => {
    if (there.has(name) || written.has(name)) return;
    if (await isThere(join(folder, name), bytes.length)) there.add(name);
    else {
      await writeWhole(folder, name, bytes);
      written.add(name);
    }
  };
  await inFolder(folder, () => mkdir(folder, { recursive: true }));
  for (const [path, images] of sources) {
    const file = await ParquetFile.open(path);
    try {
      await writeFrom(path, file, images, put, signal);
    } finally {
      await file.close();
    }
    for (const name of images.keys())
      if (!there.has(name) && !written.has(name)) throw datasetErrors.changedMeanwhile(path);
  }
  return { written: written.size, alreadyThere: there.size };
}

async function writeFrom(
  path: string,
  file: ParquetFile,
  images: ReadonlyMap<string, number>,
  put: (name: string, bytes: Uint8Array) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { imageColumn } = file;
  if (imageColumn === undefined) throw datasetErrors.changedMeanwhile(path);
  const names = new ImageNames();
  for (const group of file.groups) {
    for (const row of await file.rows(group, [imageColumn])) {
      for (const image of embeddedImages(row[imageColumn])) {
        signal?.throwIfAborted();
        const name = 'bytes' in image ? names.of(image.bytes) : undefined;
        if (name !== undefined && images.has(name) && 'bytes' in image) await put(name, image.bytes);
      }
    }
  }
}

async function isThere(path: string, size: number): Promise<boolean> {
  try {
    return (await regularFileState(path, { followsLinks: false })).size === size;
  } catch {
    return false;
  }
}

async function writeWhole(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const path = join(folder, name);
  const unfinished = `${path}.${process.pid}.part`;
  await inFolder(folder, async () => {
    try {
      await writeFile(unfinished, bytes);
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  });
}

async function inFolder(folder: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw error instanceof DatasetError ? error : datasetErrors.cannotWrite(folder, error);
  }
}
