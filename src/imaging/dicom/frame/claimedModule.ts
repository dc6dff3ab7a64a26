/**
 * The Image Pixel module as a data set claims it (PS3.3 section C.7.6.3), within the limits: nothing is allocated for a
 * claim that has not passed here.
 */
import { t } from '@vscode/l10n';
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
import { PHOTOMETRICS } from '../../samples/pixelModule.ts';
import type { Photometric, PixelModule, SampleKind } from '../../samples/pixelModule.ts';
import { codeString, integer, unsigned16 } from '../dataSet/attributes.ts';
import { objectName } from '../dataSet/objectName.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { TAG } from '../dataSet/tags.ts';
import { isLosslessOnly } from '../dataSet/transferSyntaxes.ts';

/** Throws the `ImagingError` that says why there is no picture to be had. */
export function claimedModule(file: DicomFile): PixelModule {
  const { dataSet, name, pixelData, syntax } = file;
  const rows = unsigned16(dataSet, TAG.rows);
  const columns = unsigned16(dataSet, TAG.columns);
  if (pixelData === undefined && syntax.pixels === 'referenced') throw pixelsElsewhere(name, syntax.name);
  if (pixelData === undefined && (rows === undefined || columns === undefined))
    throw noPixelData(name, objectName(file));
  if (isVideo(file)) throw video(name, syntax.name);
  if (!rows) throw corrupt(name, t`it does not say how many rows its image has`);
  if (!columns) throw corrupt(name, t`it does not say how many columns its image has`);
  if (pixelData === undefined) throw corrupt(name, t`its pixel data are missing`);
  if (rows * columns > LIMITS.framePixels) {
    throw tooLarge(name, t`a frame of ${columns} × ${rows} pixels (the limit is ${LIMITS.framePixels / 1e6} million)`);
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
      t`a frame of ${Math.ceil(frameBytes / 2 ** 20)} MiB (the limit is ${LIMITS.frameBytes / 2 ** 20})`,
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

function samples(file: DicomFile): 1 | 3 {
  const count = unsigned16(file.dataSet, TAG.samplesPerPixel) ?? 1;
  if (count !== 1 && count !== 3) throw unsupportedPixelFormat(file.name, t`${count} samples per pixel`);
  return count;
}

function photometric(file: DicomFile, samplesPerPixel: 1 | 3): Photometric {
  const claimed = file.dataSet.string(TAG.photometricInterpretation)?.trim();
  // Decoders of JPEG XL give back RGB for its own colour space.
  const known = claimed === 'XYB' ? 'RGB' : PHOTOMETRICS.find((each) => each === claimed);
  if (claimed && known === undefined)
    throw unsupportedPixelFormat(file.name, t`a colour space outside those in use today`);
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
  if (allocated === undefined) throw corrupt(name, t`it does not say how many bits a sample has`);
  if (allocated < 1 || allocated > 32) throw unsupportedPixelFormat(name, t`${allocated} bits per sample`);
  const claimedStored = unsigned16(dataSet, TAG.bitsStored) ?? allocated;
  const bitsStored = claimedStored >= 1 && claimedStored <= allocated ? claimedStored : allocated;
  const claimedHigh = unsigned16(dataSet, TAG.highBit) ?? bitsStored - 1;
  const highBit = claimedHigh >= bitsStored - 1 && claimedHigh < allocated ? claimedHigh : bitsStored - 1;
  return { bitsAllocated: allocated, bitsStored, highBit, signed: unsigned16(dataSet, TAG.pixelRepresentation) === 1 };
}
