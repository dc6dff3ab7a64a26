/**
 * The Image Pixel module of a data set (PS3.3 section C.7.6.3), checked: nothing is allocated for a claim that has not
 * passed here.
 */
import { corrupt, noPixelData, tooLarge, unsupportedPixelFormat } from '../../intake/imagingErrors.ts';
import { LIMITS } from '../../intake/limits.ts';
import { integer, unsigned16 } from '../dataSet/attributes.ts';
import { nativeFrameBits, PHOTOMETRICS } from '../../samples/pixelModule.ts';
import type { Photometric, PixelModule, SampleKind } from '../../samples/pixelModule.ts';
import { objectName } from '../dataSet/objectName.ts';
import type { PixelDataElement } from '../dataSet/pixelDataElement.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { TAG } from '../dataSet/tags.ts';

/** Throws the `ImagingError` that says why there is no picture to be had. */
export function readPixelModule(file: DicomFile): PixelModule {
  const { dataSet, name, pixelData } = file;
  const rows = unsigned16(dataSet, TAG.rows);
  const columns = unsigned16(dataSet, TAG.columns);
  if (pixelData === undefined && (rows === undefined || columns === undefined))
    throw noPixelData(name, objectName(file));
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
    ...bits(file, kind),
  };
  const frameBytes = (rows * columns * samplesPerPixel * module.bitsAllocated) / 8;
  if (frameBytes > LIMITS.frameBytes)
    throw tooLarge(
      name,
      `a frame of ${Math.ceil(frameBytes / 2 ** 20)} MiB (the limit is ${LIMITS.frameBytes / 2 ** 20})`,
    );
  return { ...module, frames: Math.min(claimedFrames, framesWithData(module, pixelData)) };
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

function samples(file: DicomFile): 1 | 3 {
  const count = unsigned16(file.dataSet, TAG.samplesPerPixel) ?? 1;
  if (count !== 1 && count !== 3) throw unsupportedPixelFormat(file.name, `${count} samples per pixel`);
  return count;
}

function photometric(file: DicomFile, samplesPerPixel: 1 | 3): Photometric {
  const claimed = file.dataSet.string(TAG.photometricInterpretation)?.trim();
  const known = PHOTOMETRICS.find((each) => each === claimed);
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
  if (allocated !== 1 && allocated !== 8 && allocated !== 16 && allocated !== 32) {
    throw unsupportedPixelFormat(name, `${allocated} bits per sample`);
  }
  const claimedStored = unsigned16(dataSet, TAG.bitsStored) ?? allocated;
  const bitsStored = claimedStored >= 1 && claimedStored <= allocated ? claimedStored : allocated;
  const claimedHigh = unsigned16(dataSet, TAG.highBit) ?? bitsStored - 1;
  const highBit = claimedHigh >= bitsStored - 1 && claimedHigh < allocated ? claimedHigh : bitsStored - 1;
  return { bitsAllocated: allocated, bitsStored, highBit, signed: unsigned16(dataSet, TAG.pixelRepresentation) === 1 };
}
