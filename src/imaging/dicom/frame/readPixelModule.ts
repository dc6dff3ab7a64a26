/**
 * The Image Pixel module of a data set (PS3.3 section C.7.6.3), checked: nothing is allocated for a claim that has not
 * passed here.
 */
import type { ImageNote } from '../../../display/imageNote.ts';
import { imageNote } from '../../../display/imageNote.ts';
import { streamKind } from '../../codecs/streamKind.ts';
import {
  corrupt,
  noPixelData,
  pixelsElsewhere,
  tooLarge,
  unsupportedPixelFormat,
  video,
} from '../../intake/imagingErrors.ts';
import { LIMITS } from '../../intake/limits.ts';
import { codeString, integer, unsigned16 } from '../dataSet/attributes.ts';
import { containerBits, nativeFrameBits, PHOTOMETRICS } from '../../samples/pixelModule.ts';
import type { Photometric, PixelModule, SampleKind } from '../../samples/pixelModule.ts';
import { objectName } from '../dataSet/objectName.ts';
import type { PixelDataElement } from '../dataSet/pixelDataElement.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { TAG } from '../dataSet/tags.ts';
import { isLosslessOnly } from '../dataSet/transferSyntaxes.ts';
import { type PixelAmount, recognisePixels, type RecognisedPixels } from './recognisePixels.ts';

export interface ImagePixels extends RecognisedPixels {
  readonly module: PixelModule;
}

/** Read once for each file: a loop of a thousand frames is leafed through. */
const KNOWN = new WeakMap<DicomFile, ImagePixels>();

/** Throws the `ImagingError` that says why there is no picture to be had. */
export function readPixelModule(file: DicomFile): PixelModule {
  return readImagePixels(file).module;
}

/** The checked module, with the pixel data as they are. Throws as `readPixelModule` does. */
export function readImagePixels(file: DicomFile): ImagePixels {
  const known = KNOWN.get(file);
  if (known !== undefined) return known;
  const claimed = claimedModule(file);
  const { pixelData } = file;
  if (pixelData === undefined) throw corrupt(file.name, 'its pixel data are missing');
  const recognised = recognisePixels(file, pixelData, amountOf(claimed));
  if (recognised.encoding === 'video') throw video(file.name, file.syntax.pixels === 'video' ? file.syntax.name : '');
  const { module, notes } = chromaAsStored(claimed, recognised);
  const frames = Math.min(claimed.claimedFrames, framesWithData(module, recognised.data));
  const said = [...contradictions(file, claimed), ...recognised.notes, ...notes];
  const pixels = { ...recognised, module: { ...module, frames }, notes: said };
  KNOWN.set(file, pixels);
  return pixels;
}

/** As the data set says, within the limits. */
function claimedModule(file: DicomFile): PixelModule {
  const { dataSet, name, pixelData, syntax } = file;
  const rows = unsigned16(dataSet, TAG.rows);
  const columns = unsigned16(dataSet, TAG.columns);
  if (pixelData === undefined && syntax.pixels === 'referenced') throw pixelsElsewhere(name, syntax.name);
  if (pixelData === undefined && (rows === undefined || columns === undefined))
    throw noPixelData(name, objectName(file));
  if (isVideo(file)) throw video(name, syntax.name);
  if (!rows || !columns) throw corrupt(name, `it does not say how many ${rows ? 'columns' : 'rows'} its image has`);
  if (pixelData === undefined) throw corrupt(name, 'its pixel data are missing');
  if (rows * columns > LIMITS.framePixels) {
    throw tooLarge(name, `a frame of ${columns} × ${rows} pixels (the limit is ${LIMITS.framePixels / 1e6} million)`);
  }
  const kind: SampleKind =
    pixelData.tag === TAG.floatPixelData
      ? 'float32'
      : pixelData.tag === TAG.doubleFloatPixelData
        ? 'float64'
        : 'integer';
  const samplesPerPixel = samples(file);
  const claimedFrames = Math.max(1, integer(dataSet, TAG.numberOfFrames) ?? 1);
  const module: PixelModule = {
    rows,
    columns,
    samplesPerPixel,
    kind,
    claimedFrames,
    frames: claimedFrames,
    photometric: photometric(file, samplesPerPixel),
    planar: samplesPerPixel === 3 && unsigned16(dataSet, TAG.planarConfiguration) === 1,
    overshoots: mayOvershoot(file),
    ...bits(file, kind),
  };
  const frameBytes = (rows * columns * samplesPerPixel * module.bitsAllocated) / 8;
  if (frameBytes > LIMITS.frameBytes)
    throw tooLarge(
      name,
      `a frame of ${Math.ceil(frameBytes / 2 ** 20)} MiB (the limit is ${LIMITS.frameBytes / 2 ** 20})`,
    );
  return module;
}

/** What the file calls a video, unless its stream is one picture after the other. */
function isVideo({ syntax, pixelData, bytes }: DicomFile): boolean {
  if (syntax.pixels !== 'video') return false;
  if (pixelData?.kind !== 'encapsulated') return true;
  const [first] = pixelData.fragments;
  const kind = first && streamKind(bytes.subarray(first.start, first.start + first.length));
  return kind === undefined || kind === 'video';
}

/**
 * Whether values beyond Bits Stored come from a lossy codec. A lossless one gives back what it was given: overlays in
 * the bits above, or rubbish.
 */
function mayOvershoot({ dataSet, syntax }: DicomFile): boolean {
  const wasLossy = codeString(dataSet, TAG.lossyImageCompression) === '01';
  return (wasLossy || !isLosslessOnly(syntax)) && !hasEmbeddedOverlays(dataSet);
}

const OVERLAY_POSITION = /^x60[0-9a-f]{2}0102$/;

/** Overlay Bit Position (60xx,0102) above 0: the plane stands in the pixel data (PS3.5 section 8.1.2). */
function hasEmbeddedOverlays(dataSet: DicomFile['dataSet']): boolean {
  return Object.keys(dataSet.elements).some((tag) => OVERLAY_POSITION.test(tag) && (unsigned16(dataSet, tag) ?? 0) > 0);
}

function amountOf(module: PixelModule): PixelAmount {
  const { rows, columns, samplesPerPixel, bitsAllocated, claimedFrames } = module;
  const layouts = samplesPerPixel === 3 ? (['RGB', 'YBR_FULL_422'] as const) : [module.photometric];
  return {
    rows,
    columns,
    native: layouts.map((photometric) => Math.ceil((nativeFrameBits({ ...module, photometric }) * claimedFrames) / 8)),
    rleSegments: (samplesPerPixel * containerBits(bitsAllocated)) / 8,
  };
}

/**
 * The most frames that the pixel data can hold, the last of them perhaps in part: each takes its bits, or at least a
 * fragment.
 */
function framesWithData(module: PixelModule, pixelData: PixelDataElement): number {
  return Math.max(
    1,
    pixelData.kind === 'native'
      ? Math.ceil((pixelData.length * 8) / nativeFrameBits(module))
      : pixelData.fragments.length,
  );
}

/**
 * Uncompressed YBR with a chroma sample for each pixel is YBR_FULL, for each pair of pixels YBR_FULL_422: the amount of
 * data tells them apart, whatever they are called.
 */
function chromaAsStored(
  module: PixelModule,
  { encoding, data }: RecognisedPixels,
): { readonly module: PixelModule; readonly notes: readonly ImageNote[] } {
  const unchanged = { module, notes: [] };
  if (encoding !== 'native' || data.kind !== 'native' || !module.photometric.startsWith('YBR_FULL')) return unchanged;
  const [full = 0, halved = 0] = amountOf(module).native;
  const length = data.length + data.lacking;
  const stored = length >= full ? 'YBR_FULL' : length === halved + (halved % 2) ? 'YBR_FULL_422' : module.photometric;
  if (stored === module.photometric) return unchanged;
  const text = `The file calls its colours ${module.photometric}, but has as much data as ${stored} takes; it was read so.`;
  return { module: { ...module, photometric: stored }, notes: [imageNote('decoderChose', text)] };
}

/** What the data set says of its pixels that cannot be, and was taken otherwise. */
function contradictions({ dataSet }: DicomFile, module: PixelModule): readonly ImageNote[] {
  const { photometric, samplesPerPixel, bitsAllocated, bitsStored, highBit, kind } = module;
  const claimed = dataSet.string(TAG.photometricInterpretation)?.trim() ?? '';
  const taken: string[] = [];
  if (claimed !== photometric && claimed !== 'XYB')
    taken.push(
      claimed === ''
        ? `does not say what its values mean: they are shown as ${photometric}`
        : `has ${samplesPerPixel} ${samplesPerPixel === 1 ? 'sample' : 'samples'} per pixel, which its photometric interpretation cannot have: they are shown as ${photometric}`,
    );
  const isOther = (tag: string, used: number): boolean => (unsigned16(dataSet, tag) ?? used) !== used;
  if (kind === 'integer' && (isOther(TAG.bitsStored, bitsStored) || isOther(TAG.highBit, highBit)))
    taken.push(`says impossible things of its bits: ${bitsStored} of ${bitsAllocated} are used`);
  return taken.map((what) => imageNote('decoderChose', `The file ${what}.`));
}

function samples(file: DicomFile): 1 | 3 {
  const count = unsigned16(file.dataSet, TAG.samplesPerPixel) ?? 1;
  if (count !== 1 && count !== 3) throw unsupportedPixelFormat(file.name, `${count} samples per pixel`);
  return count;
}

function photometric(file: DicomFile, samplesPerPixel: 1 | 3): Photometric {
  const claimed = file.dataSet.string(TAG.photometricInterpretation)?.trim();
  // Decoders of JPEG XL give back RGB for its own colour space.
  const known = claimed === 'XYB' ? 'RGB' : PHOTOMETRICS.find((each) => each === claimed);
  if (claimed && known === undefined)
    throw unsupportedPixelFormat(file.name, 'a colour space outside those in use today');
  const isColour = known !== undefined && !known.startsWith('MONOCHROME') && known !== 'PALETTE COLOR';
  if (known !== undefined && isColour === (samplesPerPixel === 3)) return known;
  // Missing or contradicted by the number of samples, which decides how the bytes must be read.
  return samplesPerPixel === 3 ? 'RGB' : 'MONOCHROME2';
}

function bits(
  file: DicomFile,
  kind: SampleKind,
): Pick<PixelModule, 'bitsAllocated' | 'bitsStored' | 'highBit' | 'signed'> {
  if (kind === 'float32') return { bitsAllocated: 32, bitsStored: 32, highBit: 31, signed: true };
  if (kind === 'float64') return { bitsAllocated: 64, bitsStored: 64, highBit: 63, signed: true };
  const { dataSet, name } = file;
  const allocated = unsigned16(dataSet, TAG.bitsAllocated);
  if (allocated === undefined) throw corrupt(name, 'it does not say how many bits a sample has');
  if (allocated < 1 || allocated > 32) throw unsupportedPixelFormat(name, `${allocated} bits per sample`);
  const claimedStored = unsigned16(dataSet, TAG.bitsStored) ?? allocated;
  const bitsStored = claimedStored >= 1 && claimedStored <= allocated ? claimedStored : allocated;
  const claimedHigh = unsigned16(dataSet, TAG.highBit) ?? bitsStored - 1;
  const highBit = claimedHigh >= bitsStored - 1 && claimedHigh < allocated ? claimedHigh : bitsStored - 1;
  return { bitsAllocated: allocated, bitsStored, highBit, signed: unsigned16(dataSet, TAG.pixelRepresentation) === 1 };
}
