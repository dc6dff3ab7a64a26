/** PNG, JPEG, TIFF and WebP by sharp: each page a frame. */
import { imageNote } from '../../display/imageNote.ts';
import { markedDomain } from '../../display/phantomMark.ts';
import type { PhantomDomain } from '../../display/phantomMark.ts';
import type { Metadata, Sharp } from 'sharp';
import { NO_VOI, type ColourFrame, type FrameImage, type MonochromeFrame } from '../../display/frameImage.ts';
import type { LossyHistory } from '../../display/imageHeader.ts';
import type { StoredValues } from '../samples/storedValues.ts';
import { corrupt, frameMissing, tooLarge } from '../intake/imagingErrors.ts';
import { LIMITS } from '../intake/limits.ts';
import { loadSharp } from './loadSharp.ts';
import type { ImageFile, OpenImage } from '../intake/imageFile.ts';

const DAMAGED = imageNote(
  'pictureDamaged',
  'The file is damaged or cut short; what could be read is shown, the rest of the picture is missing and left empty or made up.',
);

export async function openPicture(file: ImageFile): Promise<OpenImage> {
  const { name, bytes, format, fileSha256 } = file;
  const metadata = await readMetadata(file);
  const { width, height } = metadata.autoOrient;
  const frames = metadata.pages ?? 1;
  if (width * height > LIMITS.framePixels || Math.max(width, height) > LIMITS.side) {
    throw tooLarge(
      name,
      `${width} × ${height} pixels (the limit is ${LIMITS.framePixels / 1e6} million, and ${LIMITS.side} on a side)`,
    );
  }
  return {
    bytes: bytes.byteLength,
    header: async () => ({
      format: format as Exclude<typeof format, 'dicom'>,
      frames,
      columns: width,
      rows: height,
      colour: metadata.channels > 2,
      modality: undefined,
      bodyPart: undefined,
      viewPosition: undefined,
      laterality: undefined,
      transferSyntax: undefined,
      frameTimesMs: frames > 1 && metadata.delay?.length === frames ? metadata.delay : undefined,
      lossy: lossyHistory(file),
      burnedIn: undefined,
      phantom: markedPhantom(metadata),
      fileSha256,
      sopInstanceHash: undefined,
    }),
    frame: (frame) => readPage(file, metadata, frame, frames),
    stored: async (frame) => storedValues(await readPage(file, metadata, frame, frames)),
  };
}

/** By the tEXt chunks of a PNG. */
function markedPhantom({ comments }: Metadata): PhantomDomain | undefined {
  const text = (keyword: string): string | undefined => comments?.find((each) => each.keyword === keyword)?.text;
  return markedDomain(text('Software'), text('Source'));
}

/** A picture's values are as they are shown: upright, without transparency, in sRGB. */
function storedValues(page: FrameImage): StoredValues {
  const { rows, columns, notes } = page;
  return page.kind === 'monochrome'
    ? { rows, columns, notes, samplesPerPixel: 1, samples: page.samples, photometric: 'MONOCHROME2' }
    : { rows, columns, notes, samplesPerPixel: 3, samples: page.rgb, photometric: 'RGB' };
}

async function readMetadata({ name, bytes }: ImageFile): Promise<Metadata> {
  const sharp = await loadSharp(name);
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch {
    throw corrupt(name, 'its header cannot be read');
  }
}

function lossyHistory({ format, bytes }: ImageFile): LossyHistory | undefined {
  if (format === 'jpeg') return { ratio: undefined, method: 'ISO_10918_1' };
  // "VP8 " is WebP's lossy kind, "VP8L" the lossless one.
  const lossy = format === 'webp' && String.fromCharCode(...bytes.subarray(12, 16)) === 'VP8 ';
  return lossy ? { ratio: undefined, method: undefined } : undefined;
}

async function readPage(
  { name, bytes }: ImageFile,
  metadata: Metadata,
  frame: number,
  frames: number,
): Promise<FrameImage> {
  if (!Number.isInteger(frame) || frame < 0 || frame >= frames) throw frameMissing(name, frame, frames);
  const read = isDeepGrey(metadata) ? deepGrey : colour;
  const sharp = await loadSharp(name);
  return lenient(name, (failOn) => {
    // Upright as its EXIF orientation says. One page at a time.
    const page = sharp(bytes, { failOn, page: frame, limitInputPixels: LIMITS.framePixels }).autoOrient();
    return read(page, frame);
  });
}

/** Decodes strictly first; what only a forgiving decoder reads is shown with a note. */
async function lenient(name: string, read: (failOn: 'error' | 'none') => Promise<FrameImage>): Promise<FrameImage> {
  try {
    return await read('error');
  } catch {
    try {
      return { ...(await read('none')), notes: [DAMAGED] };
    } catch {
      throw corrupt(name, 'its pixels cannot be decoded');
    }
  }
}

/** A picture says nothing of the size of its pixels. */
const UNMEASURED = { pixelAspect: 1, spacing: undefined, orientation: undefined, overlays: [], notes: [] } as const;

async function colour(page: Sharp, frame: number): Promise<ColourFrame> {
  // Transparent parts become black, the ground of a medical image; CMYK and embedded profiles become sRGB; a TIFF may
  // have yet more channels.
  const { data, info } = await page
    .flatten({ background: '#000' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  // sharp's Buffer is a plain array of bytes to everyone else.
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.length);
  const rgb = info.channels === 3 ? bytes : greyAsRgb(bytes);
  return { ...UNMEASURED, kind: 'colour', rows: info.height, columns: info.width, frame, rgb };
}

function greyAsRgb(grey: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(grey.length * 3);
  grey.forEach((level, i) => rgb.fill(level, i * 3, i * 3 + 3));
  return rgb;
}

/** Greyscale of more than 8 bits: mostly an exported radiograph, whose values rarely fill the range of the type. */
function isDeepGrey({ depth, channels }: Metadata): boolean {
  return depth !== 'uchar' && channels === 1;
}

/** Shown as DICOM without a window is: over its full range of values, or in the user's window. */
async function deepGrey(page: Sharp, frame: number): Promise<MonochromeFrame> {
  const { data, info } = await page
    .toColourspace('grey16')
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true });
  const samples = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
  return {
    ...UNMEASURED,
    kind: 'monochrome',
    rows: info.height,
    columns: info.width,
    frame,
    samples,
    modality: { kind: 'linear', slope: 1, intercept: 0 },
    unit: undefined,
    voi: NO_VOI,
    inverted: false,
    padding: undefined,
  };
}
