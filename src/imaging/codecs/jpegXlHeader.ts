/** What a JPEG XL image says of itself (ISO/IEC 18181-1 Annex D, 18181-2 for the boxes of a file). */
import type { StreamFacts } from './streamFacts.ts';

/** Undefined for what no DICOM writer makes: previews, animations, extra channels, samples that are no integers. */
export function jpegXlHeader(bytes: Uint8Array): StreamFacts | undefined {
  const boxes = bytes[0] === 0xff ? undefined : boxesOf(bytes);
  const stream = boxes === undefined ? bytes : codestreamOf(boxes);
  if (stream?.[0] !== 0xff || stream[1] !== 0x0a) return undefined;
  const bits = new BitReader(stream, 2);
  const size = sizeHeader(bits);
  const metadata = imageMetadata(bits);
  if (metadata === undefined) return undefined;
  return {
    codec: 'jpegXl',
    ...size,
    ...metadata,
    signed: false,
    // A JPEG that was packed again is given back as RGB.
    colourTransform: metadata.lossy || boxes?.some(({ type }) => type === 'jbrd') === true,
    colour: undefined,
    leastBytes: 0,
    scans: 0,
  };
}

interface Box {
  readonly type: string;
  readonly content: Uint8Array;
}

function boxesOf(bytes: Uint8Array): readonly Box[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const claimed = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const header = claimed === 1 ? 16 : 8;
    const length = claimed === 0 ? bytes.length - at : claimed === 1 ? Number(view.getBigUint64(at + 8)) : claimed;
    if (length < header) break;
    boxes.push({ type, content: bytes.subarray(at + header, at + length) });
    at += length;
  }
  return boxes;
}

/** Whole, or the first of its parts, which holds the header behind a counter of 4 bytes. */
function codestreamOf(boxes: readonly Box[]): Uint8Array | undefined {
  const box = boxes.find(({ type }) => type === 'jxlc' || type === 'jxlp');
  return box?.type === 'jxlp' ? box.content.subarray(4) : box?.content;
}

/** Width to height, by the number that stands for it. */
const RATIOS = [
  [1, 1],
  [12, 10],
  [4, 3],
  [3, 2],
  [16, 9],
  [5, 4],
  [2, 1],
] as const;

function sizeHeader(bits: BitReader): { readonly width: number; readonly height: number } {
  const small = bits.read(1) === 1;
  const side = (): number => (small ? (bits.read(5) + 1) * 8 : bits.read([9, 13, 18, 30][bits.read(2)]!) + 1);
  const height = side();
  const ratio = RATIOS[bits.read(3) - 1];
  return { height, width: ratio === undefined ? side() : Math.floor((height * ratio[0]) / ratio[1]) };
}

const RGB_COLOUR = 0;
const GREY = 1;

/** Samples that are kept in XYB have been through lossy compression. */
function imageMetadata(bits: BitReader): Pick<StreamFacts, 'bits' | 'components' | 'lossy'> | undefined {
  if (bits.read(1) === 1) return { bits: 8, components: 3, lossy: true };
  if (bits.read(1) === 1) {
    const orientation = bits.read(3) + 1;
    const isMore = bits.read(1) === 1 || bits.read(1) === 1 || bits.read(1) === 1;
    if (orientation !== 1 || isMore) return undefined;
  }
  if (bits.read(1) === 1) return undefined;
  const depth = [8, 10, 12][bits.read(2)] ?? bits.read(6) + 1;
  bits.read(1);
  if (bits.read(2) !== 0) return undefined;
  const lossy = bits.read(1) === 1;
  if (bits.read(1) === 1) return { bits: depth, components: 3, lossy };
  bits.read(1);
  const space = [0, 1][bits.read(2)];
  if (space !== RGB_COLOUR && space !== GREY) return undefined;
  return { bits: depth, components: space === GREY ? 1 : 3, lossy };
}

/** The least significant bit of each byte comes first. */
class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, firstByte: number) {
    this.#bytes = bytes;
    this.#at = firstByte * 8;
  }

  /** Throws a `RangeError` behind the end, as a `DataView` does. */
  read(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++, this.#at++) {
      const byte = this.#bytes[this.#at >> 3];
      if (byte === undefined) throw new RangeError('the stream ends within its header');
      value += ((byte >> (this.#at & 7)) & 1) * 2 ** i;
    }
    return value;
  }
}
