/** Several slices as one picture for a model of one image. */
import { t } from '@vscode/l10n';
import { createHash } from 'node:crypto';
import type { VoiChoice } from '../../display/frameImage.ts';
import type { ImageHeader } from '../../display/imageHeader.ts';
import type { ImageNote } from '../../display/imageNote.ts';
import { type MontageSource, type MontageTile, sourceName } from '../intake/imageSource.ts';
import { corrupt, frameMissing, montageNotPossible } from '../intake/imagingErrors.ts';
import { type MontageLayout, montageLayout, MOST_TILES } from '../montage/montageLayout.ts';
import { MontagePicture } from '../montage/montagePicture.ts';
import { displayImage, type DecodeOptions, type DisplayImage } from './displayImage.ts';
import { type Opening, openingBytesOnce } from './opening.ts';

/**
 * Each tile as displayed, in its own window, else that of the options, else its file's. What is said of the picture is
 * what holds for all tiles. Throws an `ImagingError`.
 */
export async function decodeMontage(
  source: MontageSource,
  { frame, voi }: DecodeOptions,
  opening: Opening,
): Promise<DisplayImage> {
  const layout = layoutOf(source);
  if (frame !== 0) throw frameMissing(sourceName(source), frame, 1);
  const files = openingBytesOnce(opening);
  const picture = new MontagePicture(layout);
  const shown: Omit<DisplayImage, 'rgb'>[] = [];
  for (const [index, tile] of source.tiles.entries()) {
    const file = await files.open(tile.source);
    const pixels = await files.frame(file, tile.frame ?? 0);
    const { rgb, ...facts } = displayImage(await file.header(), pixels, tile.voi ?? voi);
    picture.place(index, { width: facts.width, height: facts.height, rgb }, tile.number);
    shown.push(facts);
  }
  const first = shown[0]!;
  const alike = <T>(value: (tile: Omit<DisplayImage, 'rgb'>) => T): T | undefined => agreed(shown.map(value));
  return {
    format: first.format,
    frame: 0,
    frames: 1,
    window: alike(({ window }) => window),
    windowSource: alike(({ windowSource }) => windowSource),
    modality: alike(({ modality }) => modality),
    bodyPart: alike(({ bodyPart }) => bodyPart),
    viewPosition: alike(({ viewPosition }) => viewPosition),
    laterality: alike(({ laterality }) => laterality),
    fileSha256: montageHash(
      source,
      shown.map(({ fileSha256 }) => fileSha256),
    ),
    sopInstanceHash: undefined,
    notes: eachOnce(shown.flatMap(({ notes }) => notes)),
    phantom: alike(({ phantom }) => phantom),
    ...picture.image,
  };
}

/** What the files of all tiles say alike. Throws an `ImagingError`. */
export async function montageHeader(source: MontageSource, opening: Opening): Promise<ImageHeader> {
  const { width, height } = layoutOf(source);
  const files = openingBytesOnce(opening);
  const headers: ImageHeader[] = [];
  for (const tile of source.tiles) headers.push(await (await files.open(tile.source)).header());
  const first = headers[0]!;
  const alike = <T>(value: (header: ImageHeader) => T): T | undefined => agreed(headers.map(value));
  return {
    format: first.format,
    frames: 1,
    columns: width,
    rows: height,
    colour: headers.some(({ colour }) => colour),
    modality: alike(({ modality }) => modality),
    bodyPart: alike(({ bodyPart }) => bodyPart),
    viewPosition: alike(({ viewPosition }) => viewPosition),
    laterality: alike(({ laterality }) => laterality),
    transferSyntax: alike(({ transferSyntax }) => transferSyntax),
    frameTimesMs: undefined,
    lossy: headers.find(({ lossy }) => lossy !== undefined)?.lossy,
    burnedIn: headers.find(({ burnedIn }) => burnedIn !== undefined)?.burnedIn,
    phantom: alike(({ phantom }) => phantom),
    studyDate: alike(({ studyDate }) => studyDate),
    patientSex: alike(({ patientSex }) => patientSex),
    fileSha256: montageHash(
      source,
      headers.map(({ fileSha256 }) => fileSha256),
    ),
    sopInstanceHash: undefined,
    patientHash: alike(({ patientHash }) => patientHash),
    studyHash: alike(({ studyHash }) => studyHash),
  };
}

function layoutOf(source: MontageSource): MontageLayout {
  const { columns, tiles } = source;
  if (tiles.length === 0 || tiles.length > MOST_TILES)
    throw montageNotPossible(sourceName(source), tiles.length, MOST_TILES);
  if (!Number.isInteger(columns) || columns < 1 || columns > tiles.length)
    throw corrupt(sourceName(source), t`its slices do not make whole rows`);
  return montageLayout(tiles.length, columns);
}

/** SHA-256 (hex) over all that the pixels are made from: files, frames, windows, numbers, columns. */
function montageHash({ columns, tiles }: MontageSource, files: readonly string[]): string {
  const made = tiles.map(({ frame = 0, voi, number }: MontageTile, index) => [
    files[index],
    frame,
    windowKey(voi),
    number,
  ]);
  return createHash('sha256')
    .update(JSON.stringify(['montage', columns, made]))
    .digest('hex');
}

function windowKey(voi: VoiChoice): readonly (string | number)[] {
  if (voi === undefined) return [];
  return voi.kind === 'window' ? [voi.kind, voi.center, voi.width] : [voi.kind, voi.index];
}

/** What all of them are; undefined where they differ. */
function agreed<T>(values: readonly T[]): T | undefined {
  const keys = new Set(values.map((value) => JSON.stringify(value)));
  return keys.size === 1 ? values[0] : undefined;
}

function eachOnce(notes: readonly ImageNote[]): readonly ImageNote[] {
  const known = new Map(notes.map((note) => [`${note.code} ${note.text}`, note]));
  return [...known.values()];
}
