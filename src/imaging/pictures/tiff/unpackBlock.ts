/** A strip or tile without its compression. */
import { t } from '@vscode/l10n';
import { constants, inflateSync } from 'node:zlib';
import { unsupportedPixelFormat } from '../../intake/imagingErrors.ts';
import { unpackLzw } from './lzw.ts';
import { unpackPackBits } from './packBits.ts';

/** Fills `target` as far as the bytes go, and returns how far that is: no claim makes it larger. */
export type Unpack = (bytes: Uint8Array, target: Uint8Array) => number;

interface Unpacker {
  readonly unpack: Unpack;
  /** Bytes that can come out for each that goes in. */
  readonly most: number;
}

const DEFLATE: Unpacker = { unpack: inflate, most: 1032 };
const UNPACK: Readonly<Record<number, Unpacker>> = {
  1: { unpack: copy, most: 1 },
  5: { unpack: unpackLzw, most: 1366 * 2 },
  8: DEFLATE,
  32773: { unpack: unpackPackBits, most: 64 },
  32946: DEFLATE,
};
const NAMES: Readonly<Record<number, string>> = {
  2: 'CCITT',
  3: 'CCITT Group 3',
  4: 'CCITT Group 4',
  6: 'JPEG',
  7: 'JPEG',
  34712: 'JPEG 2000',
  34887: 'LERC',
  34925: 'LZMA',
  50000: 'Zstandard',
  50001: 'WebP',
  50002: 'JPEG XL',
};

/** Whether this compression is read here. */
export function isUnpacked(compression: number): boolean {
  return compression in UNPACK;
}

/** Throws an `ImagingError` for a compression that is not read here. */
export function unpackerOf(name: string, compression: number): Unpacker {
  const unpacker = UNPACK[compression];
  if (unpacker !== undefined) return unpacker;
  throw unsupportedPixelFormat(name, t`pixels deeper than 8 bits compressed by ${compressionName(compression)}`);
}

export function compressionName(compression: number): string {
  return NAMES[compression] ?? t`a method of its own (${compression})`;
}

function copy(bytes: Uint8Array, target: Uint8Array): number {
  const used = bytes.subarray(0, target.length);
  target.set(used);
  return used.length;
}

function inflate(bytes: Uint8Array, target: Uint8Array): number {
  try {
    // One byte more than is wanted is too many, and tells a bomb.
    const inflated = inflateSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: target.length + 1024 });
    return copy(inflated, target);
  } catch {
    return 0;
  }
}
