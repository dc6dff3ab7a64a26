/** PNG, JPEG, TIFF and WebP: each page a frame. Deep TIFF is read here, everything else by sharp. */
import { t } from '@vscode/l10n';
import { markedDomain } from '../../display/phantomMark.ts';
import type { PhantomDomain } from '../../display/phantomMark.ts';
import type { Metadata } from 'sharp';
import type { ColourFrame } from '../../display/frameImage.ts';
import type { LossyHistory } from '../../display/imageHeader.ts';
import type { StoredValues } from '../samples/storedValues.ts';
import { corrupt, frameMissing, tooLarge, unsupportedPixelFormat } from '../intake/imagingErrors.ts';
import { LIMITS } from '../intake/limits.ts';
import { deepFrame } from './deepFrame.ts';
import type { DeepPixels } from './deepPixels.ts';
import { deepTiff } from './deepTiff.ts';
import { loadSharp } from './loadSharp.ts';
import { isDeep, sharpColour, sharpDeep } from './sharpPage.ts';
import type { ImageFile, OpenImage } from '../intake/imageFile.ts';
import { tiffDirectories, type TiffDirectory } from './tiff/tiffDirectories.ts';
import { deepTiffPage, type TiffPage } from './tiff/tiffPage.ts';
import { unusualTiff } from './tiff/unusualTiff.ts';

/** A page before it is made a frame: its samples as stored, or 8-bit colours. */
type Page = { readonly deep: DeepPixels } | { readonly colour: ColourFrame };

export async function openPicture(file: ImageFile): Promise<OpenImage> {
  const { name, bytes, format, fileSha256 } = file;
  const tiff = format === 'tiff' ? tiffDirectories(bytes) : undefined;
  const deepPages = tiff?.directories.map(deepTiffPage) ?? [];
  // sharp's library does not know all of the types that a deep TIFF may have.
  const facts =
    deepPages[0] === undefined
      ? await unlessUnusual(name, tiff?.directories[0], () => sharpFacts(file))
      : tiffFacts(deepPages[0], deepPages.length);
  const { width, height, frames } = facts;
  refuseHuge(name, width, height);
  const page = async (frame: number): Promise<Page> => {
    if (!Number.isInteger(frame) || frame < 0 || frame >= frames) throw frameMissing(name, frame, frames);
    const deep = deepPages[frame];
    if (deep === undefined)
      return unlessUnusual(name, tiff?.directories[frame], (forgiving) => sharpPage(file, frame, forgiving));
    refuseHuge(name, deep.width, deep.height);
    return { deep: deepTiff(name, bytes, tiff!.littleEndian, deep) };
  };
  return {
    bytes: bytes.byteLength,
    header: async () => ({
      format: format as Exclude<typeof format, 'dicom' | 'nifti'>,
      frames,
      columns: width,
      rows: height,
      colour: facts.colour,
      modality: undefined,
      bodyPart: undefined,
      viewPosition: undefined,
      laterality: undefined,
      transferSyntax: undefined,
      frameTimesMs: facts.frameTimesMs,
      lossy: lossyHistory(file),
      burnedIn: undefined,
      phantom: facts.phantom,
      fileSha256,
      sopInstanceHash: undefined,
    }),
    frame: async (frame) => {
      const read = await page(frame);
      return 'deep' in read ? deepFrame(read.deep, frame) : read.colour;
    },
    stored: async (frame) => storedValues(await page(frame)),
  };
}

/** A TIFF that sharp cannot read need not be damaged: it may be of a kind that is refused by its name. */
async function unlessUnusual<T>(
  name: string,
  directory: TiffDirectory | undefined,
  work: (forgiving: boolean) => Promise<T>,
): Promise<T> {
  const unusual = directory && unusualTiff(directory);
  try {
    return await work(unusual === undefined);
  } catch (error) {
    throw unusual === undefined ? error : unsupportedPixelFormat(name, unusual);
  }
}

interface PictureFacts {
  /** Upright. */
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly colour: boolean;
  readonly frameTimesMs: readonly number[] | undefined;
  readonly phantom: PhantomDomain | undefined;
}

async function sharpFacts(file: ImageFile): Promise<PictureFacts> {
  const metadata = await readMetadata(file, 0);
  const frames = metadata.pages ?? 1;
  return {
    ...metadata.autoOrient,
    frames,
    colour: metadata.channels > 2,
    frameTimesMs: frames > 1 && metadata.delay?.length === frames ? metadata.delay : undefined,
    phantom: markedPhantom(metadata),
  };
}

function tiffFacts({ width, height, orientation, kind }: TiffPage, frames: number): PictureFacts {
  const isTurned = orientation > 4 && orientation <= 8;
  return {
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    frames,
    colour: kind === 'rgb',
    frameTimesMs: undefined,
    phantom: undefined,
  };
}

async function sharpPage(file: ImageFile, frame: number, forgiving: boolean): Promise<Page> {
  const metadata = await readMetadata(file, frame);
  const place = { name: file.name, bytes: file.bytes, frame, forgiving };
  return isDeep(metadata) ? { deep: await sharpDeep(place, metadata) } : { colour: await sharpColour(place, metadata) };
}

function refuseHuge(name: string, width: number, height: number): void {
  if (width * height <= LIMITS.framePixels && Math.max(width, height) <= LIMITS.side) return;
  throw tooLarge(
    name,
    t`${width} × ${height} pixels (the limit is ${LIMITS.framePixels / 1e6} million, and ${LIMITS.side} on a side)`,
  );
}

/** By the tEXt chunks of a PNG. */
function markedPhantom({ comments }: Metadata): PhantomDomain | undefined {
  const text = (keyword: string): string | undefined => comments?.find((each) => each.keyword === keyword)?.text;
  return markedDomain(text('Software'), text('Source'));
}

/** Upright. Of 8 bits they are as they are shown: without transparency, in sRGB. */
function storedValues(page: Page): StoredValues {
  if ('colour' in page) {
    const { rows, columns, notes, rgb } = page.colour;
    return { rows, columns, notes, samplesPerPixel: 3, samples: rgb, photometric: 'RGB' };
  }
  const { rows, columns, notes, samples, colours, whiteIsZero } = page.deep;
  const photometric = colours === 3 ? 'RGB' : whiteIsZero ? 'MONOCHROME1' : 'MONOCHROME2';
  return { rows, columns, notes, samplesPerPixel: colours, samples, photometric };
}

async function readMetadata({ name, bytes }: ImageFile, page: number): Promise<Metadata> {
  const sharp = await loadSharp(name);
  try {
    return await sharp(bytes, { page, limitInputPixels: false }).metadata();
  } catch {
    throw corrupt(name, t`its header cannot be read`);
  }
}

function lossyHistory({ format, bytes }: ImageFile): LossyHistory | undefined {
  if (format === 'jpeg') return { ratio: undefined, method: 'ISO_10918_1' };
  // "VP8 " is WebP's lossy kind, "VP8L" the lossless one.
  const lossy = format === 'webp' && String.fromCharCode(...bytes.subarray(12, 16)) === 'VP8 ';
  return lossy ? { ratio: undefined, method: undefined } : undefined;
}
