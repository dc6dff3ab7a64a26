/** A file through the whole path: it ends in pixels, or in an error of ours. Anything else is a finding. */
import { rmSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { clipInput } from '../../src/imaging/modelInput/clipInput.ts';
import { displayImage } from '../../src/imaging/decoding/displayImage.ts';
import { deidentifyDicom } from '../../src/imaging/deidentify/deidentifyDicom.ts';
import { BASIC_PROFILE_ONLY } from '../../src/imaging/deidentify/deidentifyOptions.ts';
import { noImages } from '../../src/imaging/studies/noImages.ts';
import { readStudy } from '../../src/imaging/studies/readStudy.ts';
import type { ImageSource } from '../../src/imaging/imaging.ts';
import { ImagingError } from '../../src/imaging/intake/imagingErrors.ts';
import { openImage } from '../../src/imaging/decoding/openImage.ts';
import { readTags } from '../../src/imaging/tagTable/readTags.ts';
import { sniffFormat } from '../../src/imaging/intake/sniff.ts';
import { sliceFile } from '../unit/imaging/studyFiles.ts';
import { DIRECTORY_FILES, type SeedFile } from './seedFiles.ts';

const PREPARATION = { kind: 'padToSquare', imageSize: 336, padColor: [122, 116, 104] } as const;
const KEY = new Uint8Array(32);
const MOST_IMAGES = 4;
const MODEL_BYTES = PREPARATION.imageSize ** 2 * 3;

export interface Ending {
  /** `pixels`, or the code of the error that the image ended in. */
  readonly outcome: string;
  /** What went wrong with us rather than with the file. */
  readonly finding: string | undefined;
}

export async function tryMutant(name: string, kind: SeedFile['kind'], bytes: Uint8Array): Promise<Ending> {
  if (kind === 'zip' || kind === 'dicomdir') return ending(() => lookThrough(name, bytes));
  const source: ImageSource = { kind: 'bytes', name, bytes };
  const image = await ending(() => lookAt(source));
  const others = [
    await ending(() => readTags(source)),
    await ending(() => deidentify(name, bytes)),
    await ending(() => placeInSeries(name, bytes)),
  ];
  return { outcome: image.outcome, finding: [image, ...others].find(({ finding }) => finding !== undefined)?.finding };
}

async function lookAt(source: ImageSource): Promise<void> {
  const image = await openImage(source);
  const header = await image.header();
  const chosen = [...new Set([0, header.frames - 1])];
  for (const frame of chosen) {
    const shown = displayImage(header, await image.frame(frame), undefined);
    if (shown.rgb.length !== shown.width * shown.height * 3)
      throw new Error('the pixels are not as many as the picture has');
    const { rgb } = clipInput(shown, PREPARATION);
    if (rgb.length !== MODEL_BYTES) throw new Error('the model would not get what it needs');
  }
}

async function deidentify(name: string, bytes: Uint8Array): Promise<void> {
  if (sniffFormat(bytes) === 'dicom') await deidentifyDicom(name, bytes, BASIC_PROFILE_ONLY, KEY);
}

/** Reads the header from a file, as far as it needs. */
async function placeInSeries(name: string, bytes: Uint8Array): Promise<void> {
  const path = join(await studyFolder(), name);
  await writeFile(path, bytes);
  await readStudy({ kind: 'file', path });
  await rm(path);
}

/** A ZIP or a DICOMDIR with all its series, from the disk and from memory. */
async function lookThrough(name: string, bytes: Uint8Array): Promise<void> {
  const path = join(await studyFolder(), name);
  await writeFile(path, bytes);
  const study = await readStudy({ kind: 'file', path });
  for (const { images } of study.series)
    for (const { source } of images.slice(0, MOST_IMAGES)) {
      if (source.kind === 'file' && !source.path.startsWith(`${await studyFolder()}${sep}`))
        throw new Error('a file outside the folder was to be read');
      // A damaged file inside is an image's own ending; only a fault of ours is the study's.
      const { outcome, finding } = await ending(() => lookAt(source));
      if (finding !== undefined) throw new Error(`${outcome}: ${finding}`);
    }
  if (study.kind === 'zip') await readStudy({ kind: 'bytes', name, bytes });
  if (study.series.length === 0) throw noImages(study);
}

let folder: Promise<string> | undefined;

/** A folder of this process with the files that a DICOMDIR names. */
function studyFolder(): Promise<string> {
  return (folder ??= (async () => {
    const path = join(tmpdir(), `llava-med-mutant-${process.pid}`);
    await mkdir(join(path, 'images'), { recursive: true });
    for (const [index, name] of DIRECTORY_FILES.entries())
      await writeFile(join(path, 'images', name.toLowerCase()), sliceFile({ z: index, instance: index + 1 }));
    process.once('exit', () => rmSync(path, { recursive: true, force: true }));
    return path;
  })());
}

async function ending(work: () => Promise<unknown>): Promise<Ending> {
  try {
    await work();
    return { outcome: 'pixels', finding: undefined };
  } catch (error) {
    if (error instanceof ImagingError) return { outcome: error.code, finding: undefined };
    return { outcome: 'finding', finding: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
