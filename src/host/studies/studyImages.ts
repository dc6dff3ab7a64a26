import { basename } from 'node:path';
import type * as vscode from 'vscode';
import type { ImageSource, Imaging } from '../../imaging/imaging.ts';
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
  source: ImageSource & { readonly kind: 'bytes' },
  services: StudyImageServices,
): Promise<readonly (GivenImage | Promise<GivenImage>)[]> {
  return kindOfHead(source.bytes) === 'zip' ? imagesOfStudy(source, services) : [{ source }];
}

/** The same for a folder whose files came as a ZIP. */
export async function imagesOfFolder(
  zip: ImageSource & { readonly kind: 'bytes' },
  services: StudyImageServices,
): Promise<readonly (GivenImage | Promise<GivenImage>)[]> {
  return imagesOfStudy(zip, services, 'folder');
}

async function imagesOfStudy(
  source: ImageSource,
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
    const isStack = series.images.length > 1;
    return (chosen ?? []).map(async (slice) => ({
      source: await placed(source, slice),
      frame: slice.frame,
      ...(isStack ? { slice: { number: slice.number, of: all.length, series: series.title } } : {}),
    }));
  } catch (error) {
    return [refused(error)];
  }
}

async function refused(error: unknown): Promise<never> {
  throw error;
}

/** Of a ZIP without a file, the bytes of the one image. Rejects with an `ImagingError`. */
async function placed(study: ImageSource, { image: { source } }: Slice): Promise<ImageSource> {
  if (study.kind !== 'bytes' || source.kind !== 'archived') return source;
  const zip = await zipInMemory(study.name, study.bytes);
  return { kind: 'bytes', name: sourceName(source), bytes: await zip.read(source.entry) };
}
