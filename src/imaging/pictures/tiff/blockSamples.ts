/** A strip's or tile's bytes as samples: decompressed, differences undone, in this machine's byte order. */
import { t } from '@vscode/l10n';
import type { Samples } from '../../../display/frameImage.ts';
import { corrupt, unsupportedPixelFormat } from '../../intake/imagingErrors.ts';
import { floatOfHalf } from './floatOfHalf.ts';
import type { SampleFormat, TiffPage } from './tiffPage.ts';
import { undoFloatingPoint, undoHorizontal } from './undoPredictor.ts';
import type { Unpack } from './unpackBlock.ts';

export interface BlockShape {
  /** Pixels of a row. */
  readonly width: number;
  readonly rows: number;
  /** Of a pixel. */
  readonly samples: number;
}

export interface BlockSamples {
  /** `rows * width * samples`; 0 where the bytes end early. */
  readonly values: Samples;
  /** Bytes that there were, and that there should be. */
  readonly filled: number;
  readonly wanted: number;
}

const NONE = 1;
const HORIZONTAL = 2;
const FLOATING_POINT = 3;

/** Throws an `ImagingError` for what is not read here, and nothing for damage. */
export function blockSamples(
  name: string,
  bytes: Uint8Array,
  shape: BlockShape,
  page: TiffPage,
  littleEndian: boolean,
  unpack: Unpack,
): BlockSamples {
  const { bits, format, predictor } = page;
  const inRow = shape.width * shape.samples;
  const rowBytes = Math.ceil((inRow * bits) / 8);
  const packed = new Uint8Array(rowBytes * shape.rows);
  const filled = unpack(page.lowBitFirst ? bytes.map(reversed) : bytes, packed);
  const result = { filled, wanted: packed.length };
  if (bits % 8 !== 0) {
    if (predictor !== NONE) throw unsupportedPixelFormat(name, t`differences of ${bits}-bit samples`);
    return { ...result, values: unpackedBits(packed, inRow, rowBytes, page) };
  }
  const size = bits / 8;
  const byRow = (work: (start: number) => void): void => {
    for (let row = 0; row < shape.rows; row++) work(row * rowBytes);
  };
  if (predictor === FLOATING_POINT && format === 'float')
    byRow((start) => {
      undoFloatingPoint(packed.subarray(start, start + rowBytes), shape.samples, size);
    });
  else {
    if (!littleEndian) swap(packed, size);
    if (predictor === HORIZONTAL)
      byRow((start) => {
        undoHorizontal(wholeNumbers(packed.buffer, start, inRow, size), shape.samples);
      });
    else if (predictor !== NONE) throw corrupt(name, t`its samples are encoded in a way that TIFF does not have`);
  }
  return { ...result, values: typed(packed.buffer, inRow * shape.rows, size, format) };
}

function reversed(byte: number): number {
  let result = 0;
  for (let bit = 0; bit < 8; bit++) result |= ((byte >>> bit) & 1) << (7 - bit);
  return result;
}

function swap(bytes: Uint8Array, size: number): void {
  const words = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (size === 2) words.swap16();
  else if (size === 4) words.swap32();
  else if (size === 8) words.swap64();
}

function wholeNumbers(
  buffer: ArrayBuffer,
  start: number,
  length: number,
  size: number,
): Uint8Array | Uint16Array | Uint32Array | BigUint64Array {
  if (size === 1) return new Uint8Array(buffer, start, length);
  if (size === 2) return new Uint16Array(buffer, start, length);
  return size === 4 ? new Uint32Array(buffer, start, length) : new BigUint64Array(buffer, start, length);
}

function typed(buffer: ArrayBuffer, length: number, size: number, format: SampleFormat): Samples {
  if (format === 'float') {
    if (size === 2) return Float32Array.from(new Uint16Array(buffer, 0, length), floatOfHalf);
    return size === 4 ? new Float32Array(buffer, 0, length) : new Float64Array(buffer, 0, length);
  }
  // Numbers have no 64 bits of their own.
  if (size === 8)
    return Float64Array.from(
      format === 'signed' ? new BigInt64Array(buffer, 0, length) : new BigUint64Array(buffer, 0, length),
      Number,
    );
  if (format === 'unsigned') return wholeNumbers(buffer, 0, length, size) as Samples;
  if (size === 1) return new Int8Array(buffer, 0, length);
  if (size === 2) return new Int16Array(buffer, 0, length);
  return new Int32Array(buffer, 0, length);
}

/** Samples of up to 16 bits, highest bit first whatever the file's byte order; each row begins with a byte. */
function unpackedBits(packed: Uint8Array, inRow: number, rowBytes: number, { bits, format }: TiffPage): Samples {
  const rows = packed.length / rowBytes;
  const values = new Int32Array(inRow * rows);
  const sign = 32 - bits;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < inRow; i++) {
      const bit = i * bits;
      const at = row * rowBytes + (bit >> 3);
      const three = (packed[at]! << 16) | ((packed[at + 1] ?? 0) << 8) | (packed[at + 2] ?? 0);
      const value = (three >>> (24 - bits - (bit & 7))) & (2 ** bits - 1);
      values[row * inRow + i] = format === 'signed' ? (value << sign) >> sign : value;
    }
  }
  return values;
}
