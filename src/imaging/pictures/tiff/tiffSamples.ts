/** The samples of a TIFF page, exactly as they are stored. */
import { t } from '@vscode/l10n';
import type { Samples } from '../../../display/frameImage.ts';
import { corrupt, tooLarge, unsupportedPixelFormat } from '../../intake/imagingErrors.ts';
import { LIMITS } from '../../intake/limits.ts';
import { blockSamples } from './blockSamples.ts';
import type { TiffPage } from './tiffPage.ts';
import { unpackerOf } from './unpackBlock.ts';

/** Of a page's bytes. */
const LEAST_SHARE = 0.01;

export interface TiffSamples {
  /** Pixel after pixel, `height * width * page.samples`; half floats and whole numbers of 64 bits as wider floats. */
  readonly samples: Samples;
  /** Some of the page is missing or damaged, and 0 here. */
  readonly partial: boolean;
}

/** Throws an `ImagingError` where nothing can be read. `file` is the whole file. */
export function tiffSamples(name: string, file: Uint8Array, littleEndian: boolean, page: TiffPage): TiffSamples {
  const { width, height, samples: perPixel, blockWidth, blockHeight } = page;
  const { unpack, most } = unpackerOf(name, page.compression);
  refuseHollow(name, file, page, most);
  const samples = emptySamples(name, page);
  if (blockWidth < 1 || blockHeight < 1) throw corrupt(name, t`its tiles have no size`);
  const perBlock = page.planar ? 1 : perPixel;
  if (blockWidth * blockHeight * perBlock * Math.ceil(page.bits / 8) > LIMITS.frameBytes)
    throw tooLarge(name, t`tiles of ${blockWidth} × ${blockHeight} pixels`);
  const across = Math.ceil(width / blockWidth);
  const perPlane = across * Math.ceil(height / blockHeight);
  let filled = 0;
  let isWhole = true;
  const blocks = perPlane * (page.planar ? perPixel : 1);
  for (let block = 0; block < Math.min(blocks, page.offsets.length); block++) {
    const plane = Math.floor(block / perPlane);
    const left = (block % across) * blockWidth;
    const top = Math.floor((block % perPlane) / across) * blockHeight;
    // The last strip is as high as there are rows left; tiles are padded.
    const rows = page.tiled ? blockHeight : Math.min(blockHeight, height - top);
    const shape = { width: blockWidth, rows, samples: perBlock };
    const bytes = blockBytes(file, page, block);
    if (bytes.length === 0) {
      isWhole = false;
      continue;
    }
    const { values, ...read } = blockSamples(name, bytes, shape, page, littleEndian, unpack);
    filled += read.filled;
    isWhole &&= read.filled === read.wanted;
    for (let y = 0; y < rows && top + y < height; y++) {
      const inBlock = y * blockWidth * perBlock;
      const inPage = ((top + y) * width + left) * perPixel + plane;
      const pixels = Math.min(blockWidth, width - left);
      if (perBlock === perPixel) samples.set(values.subarray(inBlock, inBlock + pixels * perPixel), inPage);
      else for (let x = 0; x < pixels; x++) samples[inPage + x * perPixel] = values[inBlock + x]!;
    }
  }
  if (filled === 0) throw corrupt(name, t`its pixels cannot be decoded`);
  return { samples, partial: !isWhole || page.offsets.length < blocks };
}

/** A picture of which next to nothing can be there is no picture, and would take its time to be shown empty. */
function refuseHollow(name: string, file: Uint8Array, page: TiffPage, most: number): void {
  const wanted = (page.width * page.height * page.samples * page.bits) / 8;
  let present = 0;
  for (let block = 0; block < page.offsets.length && present * most < wanted; block++)
    present += blockBytes(file, page, block).length;
  if (present * most < wanted * LEAST_SHARE) throw corrupt(name, t`it holds next to none of its pixels`);
}

function blockBytes(file: Uint8Array, { offsets, byteCounts }: TiffPage, block: number): Uint8Array {
  const offset = offsets[block];
  if (offset === undefined) return file.subarray(0, 0);
  // A page of one strip may leave its length out.
  const length = byteCounts[block] ?? (offsets.length === 1 ? file.length : 0);
  return file.subarray(offset, offset + length);
}

function emptySamples(name: string, { width, height, samples, bits, format }: TiffPage): Samples {
  const length = width * height * samples;
  const make = arrayOf(bits, format === 'signed');
  const known = format === 'float' ? [16, 32, 64].includes(bits) : bits <= 16 || bits === 32 || bits === 64;
  if (!known)
    throw unsupportedPixelFormat(name, format === 'float' ? t`floats of ${bits} bits` : t`samples of ${bits} bits`);
  if (length * (bits === 64 ? 8 : Math.ceil(bits / 8)) > LIMITS.frameBytes)
    throw tooLarge(name, t`${width} × ${height} pixels of ${samples} samples`);
  if (format === 'float') return bits === 64 ? new Float64Array(length) : new Float32Array(length);
  return make(length);
}

function arrayOf(bits: number, signed: boolean): (length: number) => Samples {
  if (bits <= 8) return (length) => (signed ? new Int8Array(length) : new Uint8Array(length));
  if (bits <= 16) return (length) => (signed ? new Int16Array(length) : new Uint16Array(length));
  if (bits === 32) return (length) => (signed ? new Int32Array(length) : new Uint32Array(length));
  return (length) => new Float64Array(length);
}
