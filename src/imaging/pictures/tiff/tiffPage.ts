/** One page of a TIFF as its fields describe it (TIFF 6.0). */
import type { TiffDirectory } from './tiffDirectories.ts';
import { isUnpacked } from './unpackBlock.ts';

export type SampleFormat = 'unsigned' | 'signed' | 'float';

export interface TiffPage {
  readonly width: number;
  readonly height: number;
  readonly kind: 'grey' | 'rgb';
  /** 0 is white. */
  readonly whiteIsZero: boolean;
  /** Of a sample. */
  readonly bits: number;
  readonly format: SampleFormat;
  /** Of a pixel, those that are no colour included. */
  readonly samples: number;
  /** Which sample is the opacity; undefined where there is none. */
  readonly alpha: number | undefined;
  /** The colours have been multiplied by it. */
  readonly multiplied: boolean;
  /** Sample plane after sample plane rather than pixel after pixel. */
  readonly planar: boolean;
  /** The field's code. */
  readonly compression: number;
  readonly predictor: number;
  /** The lowest bit of a byte comes first. */
  readonly lowBitFirst: boolean;
  /** As EXIF has it, 1 to 8. */
  readonly orientation: number;
  /** Tiles, else strips, which are as wide as the page. */
  readonly tiled: boolean;
  readonly blockWidth: number;
  readonly blockHeight: number;
  readonly offsets: readonly number[];
  readonly byteCounts: readonly number[];
  /** Values to be shown as black and white, as the file says. */
  readonly shownRange: readonly [number, number] | undefined;
}

const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  description: 270,
  stripOffsets: 273,
  orientation: 274,
  samples: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  minSample: 280,
  maxSample: 281,
  planar: 284,
  predictor: 317,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  extraSamples: 338,
  sampleFormat: 339,
  lowestSample: 340,
  highestSample: 341,
} as const;
const FORMATS: Readonly<Record<number, SampleFormat>> = { 1: 'unsigned', 2: 'signed', 3: 'float', 4: 'unsigned' };

/**
 * Of grey and RGB whose samples are deeper than those of everyday pictures, or signed, or floats, or come with a range
 * of values to be shown or with channels beside their colours, which libvips takes for an opacity whatever they are;
 * undefined for all others. Everyday pictures, palettes, CMYK, YCbCr and Lab are sharp's.
 */
export function deepTiffPage(directory: TiffDirectory): TiffPage | undefined {
  const numbers = (tag: number): readonly number[] => {
    const field = directory.get(tag);
    return field === undefined || typeof field === 'string' ? [] : field;
  };
  const number = (tag: number, fallback: number): number => numbers(tag)[0] ?? fallback;
  const photometric = number(TAG.photometric, -1);
  if (photometric < 0 || photometric > 2) return undefined;
  const kind = photometric === 2 ? 'rgb' : 'grey';
  const samples = number(TAG.samples, 1);
  const colours = kind === 'rgb' ? 3 : 1;
  const [bits = 1, ...otherBits] = numbers(TAG.bits).slice(0, samples);
  const [formatCode = 1, ...otherFormats] = numbers(TAG.sampleFormat).slice(0, samples);
  if (samples < colours || otherBits.some((other) => other !== bits)) return undefined;
  if (otherFormats.some((other) => other !== formatCode)) return undefined;
  const format = FORMATS[formatCode];
  if (format === undefined) return undefined;
  const [width, height] = [number(TAG.width, 0), number(TAG.height, 0)];
  const compression = number(TAG.compression, 1);
  const said = kind === 'grey' ? rangeOf(directory, number, format, bits) : undefined;
  const everyday = format === 'unsigned' && [1, 2, 4, 8].includes(bits);
  const hasMore = bits === 8 && samples > colours && isUnpacked(compression);
  if (everyday && said === undefined && !hasMore) return undefined;
  // Of 8 bits all are shown, as they are of every picture.
  const shownRange = said ?? (everyday ? ([0, 2 ** bits - 1] as const) : undefined);
  const tiled = directory.has(TAG.tileWidth);
  const extra = numbers(TAG.extraSamples);
  // 1: opacity by which the colours have been multiplied; 2: opacity.
  const alpha = extra.findIndex((code) => code === 1 || code === 2);
  return {
    width,
    height,
    kind,
    whiteIsZero: photometric === 0,
    bits,
    format,
    samples,
    alpha: alpha < 0 || colours + alpha >= samples ? undefined : colours + alpha,
    multiplied: extra[alpha] === 1,
    planar: number(TAG.planar, 1) === 2 && samples > 1,
    compression,
    predictor: number(TAG.predictor, 1),
    lowBitFirst: number(TAG.fillOrder, 1) === 2,
    orientation: number(TAG.orientation, 1),
    tiled,
    blockWidth: tiled ? number(TAG.tileWidth, 0) : width,
    blockHeight: tiled ? number(TAG.tileHeight, 0) : Math.min(number(TAG.rowsPerStrip, height), height),
    offsets: numbers(tiled ? TAG.tileOffsets : TAG.stripOffsets),
    byteCounts: numbers(tiled ? TAG.tileByteCounts : TAG.stripByteCounts),
    shownRange,
  };
}

/** ImageJ's display range, else the lowest and highest sample, unless these are only the ends of the type. */
function rangeOf(
  directory: TiffDirectory,
  number: (tag: number, fallback: number) => number,
  format: SampleFormat,
  bits: number,
): readonly [number, number] | undefined {
  const description = directory.get(TAG.description);
  if (typeof description === 'string' && description.startsWith('ImageJ=')) {
    const value = (key: string): number => Number(new RegExp(`^${key}=(\\S+)\\s*$`, 'm').exec(description)?.[1] ?? NaN);
    const [low, high] = [value('min'), value('max')];
    if (high > low && Number.isFinite(high - low)) return [low, high];
  }
  const low = number(TAG.lowestSample, number(TAG.minSample, NaN));
  const high = number(TAG.highestSample, number(TAG.maxSample, NaN));
  if (!(high > low) || !Number.isFinite(high - low)) return undefined;
  const whole = 2 ** bits - 1;
  return format !== 'float' && high - low >= whole ? undefined : [low, high];
}
