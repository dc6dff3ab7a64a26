/** The images of a file's folder that belong to its series. */
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { ImageSeries, SeriesItem } from '../../display/imageSeries.ts';
import { readSeriesHeader } from './seriesHeader.ts';
import { copiesIn, type Placed, seriesOrder } from './seriesOrder.ts';
import { seriesTitle } from './seriesTitle.ts';

/**
 * Of a folder with more files, those whose names are nearest are looked at: more than any series has, and still read in
 * seconds.
 */
const MAX_FILES = 5000;
/** Files that are open at a time. */
const AT_ONCE = 16;

/** A file that cannot be read, or is no DICOM image, is a series of its own. Rejects with the signal's reason only. */
export async function readSeries(path: string, signal?: AbortSignal): Promise<ImageSeries> {
  const own = resolve(path);
  const read = await readSeriesHeader(own);
  if (typeof read === 'string')
    return { title: basename(own), items: [aloneItem(own)], index: 0, skipped: 0, copies: 0 };
  const others = (await filesNear(own)).filter((other) => other !== own);
  const headers: Awaited<ReturnType<typeof readSeriesHeader>>[] = [read];
  for (let from = 0; from < others.length; from += AT_ONCE) {
    signal?.throwIfAborted();
    headers.push(...(await Promise.all(others.slice(from, from + AT_ONCE).map(readSeriesHeader))));
  }
  const order = seriesOrder(
    read,
    headers.filter((header) => typeof header !== 'string'),
  );
  return {
    title: seriesTitle(read),
    items: order.map(itemOf),
    index: order.findIndex(({ header }) => header.path === own),
    skipped: headers.filter((header) => header === 'unreadable').length,
    copies: copiesIn(order),
  };
}

/** The files of the folder by name, numbers in names by their value; hidden ones are left out. */
async function filesNear(path: string): Promise<readonly string[]> {
  const folder = dirname(path);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
  if (names.length > MAX_FILES) {
    names.sort(new Intl.Collator(undefined, { numeric: true }).compare);
    const from = Math.min(Math.max(names.indexOf(basename(path)) - MAX_FILES / 2, 0), names.length - MAX_FILES);
    return names.slice(from, from + MAX_FILES).map((name) => join(folder, name));
  }
  return names.map((name) => join(folder, name));
}

function itemOf({ header: { path, frames, instanceNumber }, positionMm }: Placed): SeriesItem {
  return { path, name: basename(path), frames, instanceNumber, positionMm };
}

function aloneItem(path: string): SeriesItem {
  return { path, name: basename(path), frames: 1, instanceNumber: undefined, positionMm: undefined };
}
