import { basename } from 'node:path';
import type * as vscode from 'vscode';
import type { FileSource, Imaging, MontageSource } from '../../imaging/imaging.ts';
import { montageColumns } from '../../imaging/montage/montageLayout.ts';
import { zipInMemory } from '../../imaging/intake/openZip.ts';
import { sourceName } from '../../imaging/intake/imageSource.ts';
import { type Slice, slicesOf } from '../../imaging/studies/slices.ts';
import type { StudyKind } from '../../imaging/studies/study.ts';
import { kindOfHead, studyKind } from '../../imaging/studies/studyKind.ts';
import type { GivenImage } from '../images/givenImage.ts';
import { imageSourceOf, localUri } from '../images/imageSource.ts';
import { pickSeries } from './pickSeries.ts';
import { pickSlices } from './pickSlices.ts';
import { readStudyShown } from './readStudyShown.ts';

export interface StudyImageServices {
  readonly imaging: Imaging;
  /** How many more images the model has room for; undefined where that is not known. */
  readonly room: () => Promise<number | undefined>;
}

/** Whether there is a folder, a DICOMDIR or a ZIP rather than an image. */
export async function isStudy(uri: vscode.Uri): Promise<boolean> {
  const local = localUri(uri);
  return local.scheme === 'file' && (await studyKind(local.fsPath)) !== 'file';
}

/**
 * The images behind these addresses: a file is one, and of a folder, a DICOMDIR or a ZIP a person chooses the series and
 * its slices. What cannot be read is a rejected promise among the others, as `ChatSession.addImages` takes it.
 */
export async function imagesOf(
  uris: readonly vscode.Uri[],
  services: StudyImageServices,
): Promise<readonly (GivenImage | Promise<GivenImage>)[]> {
  const images: (GivenImage | Promise<GivenImage>)[] = [];
  for (const uri of uris) {
    if (!(await isStudy(uri))) images.push(imageSourceOf(uri).then((source) => ({ source })));
    else images.push(...(await imagesOfStudy({ kind: 'file', path: localUri(uri).fsPath }, services)));
  }
  return images;
}

/** The same for bytes that came without a file: those of a ZIP are chosen from. */
export async function imagesOfBytes(
  source: FileSource & { readonly kind: 'bytes' },
  services: StudyImageServices,
): Promise<readonly (GivenImage | Promise<GivenImage>)[]> {
  return kindOfHead(source.bytes) === 'zip' ? imagesOfStudy(source, services) : [{ source }];
}

/** The same for a folder whose files came as a ZIP. */
export async function imagesOfFolder(
  zip: FileSource & { readonly kind: 'bytes' },
  services: StudyImageServices,
): Promise<readonly (GivenImage | Promise<GivenImage>)[]> {
  return imagesOfStudy(zip, services, 'folder');
}

async function imagesOfStudy(
  source: FileSource,
  { imaging, room }: StudyImageServices,
  kind?: StudyKind,
): Promise<readonly (GivenImage | Promise<GivenImage>)[]> {
  try {
    const study = await readStudyShown(source, imaging, kind);
    const series = study && (await pickSeries(study));
    if (series === undefined) return [];
    const all = slicesOf(series);
    const chosen = await pickSlices({
      title: series.title === study?.name ? series.title : `${series.title} · ${basename(study?.name ?? '')}`,
      slices: all,
      room: await room(),
    });
    if (chosen === undefined) return [];
    const whole = { of: all.length, series: series.title };
    const place = placing(source);
    if (chosen.asMontage)
      return [montageOf(chosen.slices, place).then((montage) => ({ source: montage, montage: whole }))];
    const isStack = series.images.length > 1;
    return chosen.slices.map(async (slice) => ({
      source: await place(slice),
      frame: slice.frame,
      ...(isStack ? { slice: { number: slice.number, ...whole } } : {}),
    }));
  } catch (error) {
    return [refused(error)];
  }
}

async function refused(error: unknown): Promise<never> {
  throw error;
}

async function montageOf(slices: readonly Slice[], place: Placing): Promise<MontageSource> {
  const tiles = slices.map(async (slice) => ({
    source: await place(slice),
    frame: slice.frame,
    number: slice.number,
  }));
  return { kind: 'montage', columns: montageColumns(slices.length), tiles: await Promise.all(tiles) };
}

/** Where the image of a slice is. Rejects with an `ImagingError`. */
type Placing = (slice: Slice) => Promise<FileSource>;

/** Of a ZIP without a file, the bytes of the one image, the same ones for all its frames. */
function placing(study: FileSource): Placing {
  const read = new Map<string, Promise<FileSource>>();
  return async ({ image: { source } }) => {
    if (study.kind !== 'bytes' || source.kind !== 'archived') return source;
    const known = read.get(source.entry) ?? fromZip(study, source.entry, sourceName(source));
    read.set(source.entry, known);
    return known;
  };
}

async function fromZip(zip: FileSource & { readonly kind: 'bytes' }, entry: string, name: string): Promise<FileSource> {
  const opened = await zipInMemory(zip.name, zip.bytes);
  return { kind: 'bytes', name, bytes: await opened.read(entry) };
}
