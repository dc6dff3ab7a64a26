/**
 * What a compressed stream says of itself in its markers, read before any decoder sees it: a transfer syntax may be
 * mislabelled and says nothing of colour transforms, and a decoder allocates whatever the stream claims.
 */

export interface StreamHeader {
  readonly codec: 'jpeg' | 'jpegLs' | 'jpeg2000' | 'htj2k';
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** Of a sample. */
  readonly bits: number;
  readonly lossy: boolean;
  /** JPEG 2000: the components are transformed, and decoders undo that. */
  readonly colourTransform: boolean;
  /** Bytes below which the stream cannot hold what it claims. */
  readonly leastBytes: number;
  /** JPEG: passes over the picture, each of which costs its time again. */
  readonly scans: number;
}

const SOI = 0xffd8;
const SOC = 0xff4f;
const START_OF_SCAN = Buffer.of(0xff, 0xda);
const JP2_SIGNATURE = 0x0000000c;

/** Undefined when the bytes are no stream that a codec here reads. */
export function streamHeader(bytes: Uint8Array): StreamHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const first = view.getUint16(0);
    if (first === SOI) return jpegHeader(view);
    return first === SOC ? codestreamHeader(view) : undefined;
  } catch (error) {
    // A DataView says so where the stream ends within its header.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * The JPEG 2000 codestream of a frame: some writers wrap it in a JP2 file, which DICOM does not allow (PS3.5 section
 * A.4.4).
 */
export function codestream(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint32(0) !== JP2_SIGNATURE) return bytes;
  for (let at = 0; at + 8 <= bytes.length;) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === 'jp2c') return bytes.subarray(at + (length === 1 ? 16 : 8));
    // 0 is "to the end of the file"; 1 is a 64-bit length, used for nothing but the codestream.
    if (length < 8) break;
    at += length;
  }
  return bytes;
}

/** The SOF marker decides (ITU-T T.81 Table B.1): SOF3 is lossless Huffman, SOF55 is JPEG-LS. */
function jpegHeader(view: DataView): StreamHeader | undefined {
  for (let at = 2; ;) {
    const marker = view.getUint16(at);
    const isFrame =
      marker === 0xfff7 || (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker));
    if (isFrame) {
      return {
        codec: marker === 0xfff7 ? 'jpegLs' : 'jpeg',
        lossy: marker !== 0xfff7 && marker !== 0xffc3,
        bits: view.getUint8(at + 4),
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        components: view.getUint8(at + 9),
        colourTransform: false,
        leastBytes: 0,
        scans: scanCount(view),
      };
    }
    if (marker === 0xffff) at += 1;
    else if (marker < 0xff01) return undefined;
    else at += 2 + view.getUint16(at + 2);
  }
}

/** Of SOS markers: compressed data have no other FF but those followed by 00 or a restart marker. */
function scanCount({ buffer, byteOffset, byteLength }: DataView): number {
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  let scans = 0;
  for (let at = bytes.indexOf(START_OF_SCAN); at >= 0; at = bytes.indexOf(START_OF_SCAN, at + 2)) scans++;
  return scans;
}

/**
 * Of a JPEG 2000 main header (T.800 Annex A): SIZ, then CAP with the bit of Part 15 in HTJ2K, and COD with transform,
 * wavelet and packets.
 */
function codestreamHeader(view: DataView): StreamHeader | undefined {
  let codec: StreamHeader['codec'] = 'jpeg2000';
  let size: ImageSize | undefined;
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    if (marker === 0xff51) size = imageSize(view, at);
    else if (marker === 0xff50 && (view.getUint32(at + 4) & (1 << 17)) !== 0) codec = 'htj2k';
    else if (marker === 0xff52) {
      if (size === undefined) return undefined;
      const { width, height, components, bits, tiles } = size;
      const packets = packetCount(view, at, size);
      // A tile takes a tile-part header at least, and a packet a byte.
      const leastBytes = tiles * TILE_HEADER_BYTES + packets;
      return {
        codec,
        width,
        height,
        components,
        bits,
        lossy: view.getUint8(at + 13) === 0,
        colourTransform: view.getUint8(at + 8) === 1,
        leastBytes,
        scans: 0,
      };
    } else if (marker < 0xff4f) return undefined;
  }
}

interface ImageSize extends Pick<StreamHeader, 'width' | 'height' | 'components' | 'bits'> {
  readonly tiles: number;
}

/** SOT and SOD. */
const TILE_HEADER_BYTES = 14;

function imageSize(view: DataView, at: number): ImageSize | undefined {
  const [right, bottom, left, top, tileWidth, tileHeight, tileLeft, tileTop] = Array.from({ length: 8 }, (_, i) =>
    view.getUint32(at + 6 + i * 4),
  ) as [number, number, number, number, number, number, number, number];
  const components = view.getUint16(at + 38);
  const bits = (view.getUint8(at + 40) & 0x7f) + 1;
  if (right <= left || bottom <= top || tileWidth === 0 || tileHeight === 0 || tileLeft > left || tileTop > top)
    return undefined;
  const tiles = Math.ceil((right - tileLeft) / tileWidth) * Math.ceil((bottom - tileTop) / tileHeight);
  return { width: right - left, height: bottom - top, components, bits, tiles };
}

/**
 * Packets that the coding style of the image (T.800 section A.6.1) makes: one for each layer, component, resolution and
 * precinct.
 */
function packetCount(view: DataView, at: number, { width, height, components, tiles }: ImageSize): number {
  const layers = view.getUint16(at + 6);
  const levels = view.getUint8(at + 9);
  const ownPrecincts = (view.getUint8(at + 4) & 1) === 1;
  let precincts = 0;
  for (let resolution = 0; resolution <= levels; resolution++) {
    const exponents = ownPrecincts ? view.getUint8(at + 14 + resolution) : 0xff;
    const across = Math.ceil(width / 2 ** (levels - resolution + (exponents & 15)));
    const down = Math.ceil(height / 2 ** (levels - resolution + (exponents >> 4)));
    precincts += Math.max(across * down, tiles);
  }
  return layers * components * precincts;
}
