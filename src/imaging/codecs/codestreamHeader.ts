/** What a JPEG 2000 or HTJ2K codestream says of itself (ITU-T T.800 Annex A). */
import type { StreamFacts } from './streamFacts.ts';

/**
 * Of a JPEG 2000 main header (T.800 Annex A): SIZ, then CAP with the bit of Part 15 in HTJ2K, and COD with transform,
 * wavelet and packets.
 */
export function codestreamHeader(view: DataView): StreamFacts | undefined {
  let codec: StreamFacts['codec'] = 'jpeg2000';
  let size: ImageSize | undefined;
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    if (marker === 0xff51) size = imageSize(view, at);
    else if (marker === 0xff50 && (view.getUint32(at + 4) & (1 << 17)) !== 0) codec = 'htj2k';
    else if (marker === 0xff52) {
      if (size === undefined) return undefined;
      const { width, height, components, bits, signed, tiles } = size;
      const packets = packetCount(view, at, size);
      // A tile takes a tile-part header at least, and a packet a byte.
      const leastBytes = tiles * TILE_HEADER_BYTES + packets;
      return {
        codec,
        width,
        height,
        components,
        bits,
        signed,
        lossy: view.getUint8(at + 13) === 0,
        colourTransform: view.getUint8(at + 8) === 1,
        colour: undefined,
        leastBytes,
        scans: 0,
      };
    } else if (marker < 0xff4f) return undefined;
  }
}

interface ImageSize extends Pick<StreamFacts, 'width' | 'height' | 'components' | 'bits' | 'signed'> {
  readonly tiles: number;
}

/** SOT and SOD. */
const TILE_HEADER_BYTES = 14;

function imageSize(view: DataView, at: number): ImageSize | undefined {
  const [right, bottom, left, top, tileWidth, tileHeight, tileLeft, tileTop] = Array.from({ length: 8 }, (_, i) =>
    view.getUint32(at + 6 + i * 4),
  ) as [number, number, number, number, number, number, number, number];
  const components = view.getUint16(at + 38);
  const depth = view.getUint8(at + 40);
  const bits = (depth & 0x7f) + 1;
  const signed = depth >= 0x80;
  if (right <= left || bottom <= top || tileWidth === 0 || tileHeight === 0 || tileLeft > left || tileTop > top)
    return undefined;
  const tiles = Math.ceil((right - tileLeft) / tileWidth) * Math.ceil((bottom - tileTop) / tileHeight);
  return { width: right - left, height: bottom - top, components, bits, signed, tiles };
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
