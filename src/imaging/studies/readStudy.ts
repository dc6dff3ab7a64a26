/** A folder, a DICOMDIR, a ZIP or a file → its series. Only heads are read, and nothing is written to disk. */
import { t } from '@vscode/l10n';
import { resolve } from 'node:path';
import { openImage } from '../decoding/openImage.ts';
import { ImagingError, unreadable } from '../intake/imagingErrors.ts';
import { type FileSource, sourceName } from '../intake/imageSource.ts';
import { withZip, zipInMemory } from '../intake/openZip.ts';
import { sniffFormat } from '../intake/sniff.ts';
import { dicomdirFiles } from './dicomdirFiles.ts';
import { folderFiles } from './folderFiles.ts';
import { readFileHead } from './readFileHead.ts';
import { HEAD_BYTES, type SeriesHeader, seriesHeaderOf } from './seriesHeader.ts';
import type { LeftOut, Study, StudyImage, StudyKind, StudyProgress } from './study.ts';
import type { StudyFile, StudyFiles } from './studyFile.ts';
import { isZip, kindOfHead, studyKind } from './studyKind.ts';
import { studySeries } from './studySeries.ts';
import { zipFiles } from './zipFiles.ts';

export interface StudyReading {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: StudyProgress) => void) | undefined;
}

/** Files that are open at a time. */
const AT_ONCE = 16;

/**
 * `source` is a path, or a ZIP's bytes. Rejects with an `ImagingError` for what cannot be opened at all, or with the
 * signal's reason.
 */
export async function readStudy(source: FileSource, reading: StudyReading = {}): Promise<Study> {
  const name = sourceName(source);
  if (source.kind === 'archived') return single(source, reading);
  if (source.kind === 'bytes') {
    const kind = kindOfHead(source.bytes);
    if (kind !== 'zip') return single(source, reading);
    const zip = await zipInMemory(name, source.bytes);
    const sourceOf = (entry: string): FileSource => ({ kind: 'archived', path: name, entry });
    return look(kind, name, zipFiles(name, zip, sourceOf), reading);
  }
  const path = resolve(source.path);
  const kind = await studyKind(path);
  switch (kind) {
    case 'folder':
      return look(kind, name, await orUnreadable(name, folderFiles(path, reading.signal), reading.signal), reading);
    case 'dicomdir':
      return look(kind, name, await dicomdirFiles(path, reading.signal), reading);
    case 'zip':
      return withZip(path, (zip) =>
        look(
          kind,
          name,
          zipFiles(name, zip, (entry) => ({ kind: 'archived', path, entry })),
          reading,
        ),
      );
    case 'file':
      return single({ kind: 'file', path }, reading);
  }
}

/** One that is no image is refused in the words of whoever would open it. */
async function single(source: FileSource, reading: StudyReading): Promise<Study> {
  const study = await look('file', sourceName(source), { files: [alone(source)] }, reading);
  if (study.series.length === 0) await (await openImage(source)).header();
  return study;
}

function alone(source: FileSource): StudyFile {
  return {
    name: sourceName(source),
    source,
    readHead: async (length) => {
      if (source.kind === 'bytes')
        return { head: source.bytes.subarray(0, length), isWhole: source.bytes.length <= length };
      if (source.kind === 'file') return readFileHead(source.path)(length);
      return withZip(source.path, async (zip) => {
        const entry = zip.directory.get(source.entry);
        if (entry === undefined) throw unreadable(sourceName(source), t`it is not in the ZIP any more`);
        return zip.readHead(entry, length);
      });
    },
  };
}

async function orUnreadable<T>(name: string, work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await work;
  } catch {
    signal?.throwIfAborted();
    throw unreadable(name, t`the folder may not be opened`);
  }
}

interface Picture extends StudyImage {
  readonly volume: boolean;
}

type Looked =
  | { readonly kind: 'dicom'; readonly header: SeriesHeader }
  | { readonly kind: 'picture'; readonly picture: Picture }
  | { readonly kind: 'noImage' | 'unreadable' | 'archive' | 'other' };

async function look(
  kind: StudyKind,
  name: string,
  { files, missing = [], elsewhere = 0, locked = 0, packed = 0, beyond = 0 }: StudyFiles,
  { signal, onProgress }: StudyReading,
): Promise<Study> {
  const looked: Looked[] = [];
  for (let from = 0; from < files.length; from += AT_ONCE) {
    signal?.throwIfAborted();
    onProgress?.({ done: from, total: files.length });
    looked.push(...(await Promise.all(files.slice(from, from + AT_ONCE).map((file) => lookAt(file)))));
  }
  const sources = new Map(files.map((file) => [file.name, file.source]));
  const count = (...kinds: Looked['kind'][]): number => looked.filter((one) => kinds.includes(one.kind)).length;
  const leftOut: LeftOut = {
    otherObjects: count('noImage'),
    otherFiles: count('other'),
    unreadable: count('unreadable'),
    archives: count('archive'),
    locked,
    packed,
    missing,
    elsewhere,
    beyond,
  };
  const headers = looked.flatMap((one) => (one.kind === 'dicom' ? [one.header] : []));
  const pictures = looked.flatMap((one) => (one.kind === 'picture' ? [one.picture] : []));
  return { kind, name, series: studySeries(headers, pictures, (path) => sources.get(path)!), leftOut };
}

async function lookAt(file: StudyFile): Promise<Looked> {
  try {
    const { head } = await file.readHead(HEAD_BYTES);
    const format = sniffFormat(head);
    if (format === undefined) return { kind: isZip(head) ? 'archive' : 'other' };
    if (format !== 'dicom') return { kind: 'picture', picture: await pictureOf(file, format) };
    const header = await seriesHeaderOf(file.name, file.readHead);
    if (typeof header === 'string') return { kind: header === 'notDicom' ? 'other' : header };
    return { kind: 'dicom', header };
  } catch (error) {
    if (error instanceof ImagingError && error.code === 'tooLarge') throw error;
    return { kind: 'unreadable' };
  }
}

/** Formats that may hold several pictures are opened for their number, the others are not. */
const SINGLE = new Set<string>(['png', 'jpeg', 'webp']);

async function pictureOf({ name, source }: StudyFile, format: string): Promise<Picture> {
  const frames = SINGLE.has(format) ? 1 : (await (await openImage(source)).header()).frames;
  return {
    source,
    name,
    frames,
    instanceNumber: undefined,
    positionMm: undefined,
    volume: frames > 1,
  };
}
