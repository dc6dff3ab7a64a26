/** Whether a compressed stream carries text beside its picture: comments, Exif, XML. */
import { streamKind } from './streamKind.ts';

/** JPEG, JPEG-LS, JPEG 2000 (bare or in a JP2 file) and JPEG XL; false for anything else, and behind a fault. */
export function hasStreamText(bytes: Uint8Array): boolean {
  try {
    switch (streamKind(bytes)) {
      case 'jpeg':
        return hasJpegText(bytes);
      case 'jpeg2000':
        return bytes[0] === 0xff ? hasCodestreamText(bytes) : hasBoxText(bytes);
      case 'jpegXl':
        return bytes[0] !== 0xff && hasBoxText(bytes);
      default:
        return false;
    }
  } catch (error) {
    // A DataView says so where the stream ends early.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * A COM segment, or an APP segment that is none of those by which a decoder knows the colour space (ITU-T T.81 section
 * B.2.4).
 */
function hasJpegText(bytes: Uint8Array): boolean {
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1]!;
    if (marker === 0xda) return false;
    const isColourSpace = marker === 0xe0 || marker === 0xee || marker === 0xe8;
    if (marker === 0xfe || (marker >= 0xe0 && marker <= 0xef && !isColourSpace)) return true;
    at += 2 + bytes[at + 2]! * 0x100 + bytes[at + 3]!;
  }
  return false;
}

/** What encoders write of themselves, whole: nobody's name can stand in it. */
const ENCODERS =
  /^(Created by OpenJPEG version \d+(\.\d+)*|Kakadu-v?\d+(\.\d+)*|Kdu-Layer-Info: log_2\{Delta-D[^}]*\}[^A-Za-z]*|Creator: JasPer Version \d+(\.\d+)*)\0*$/;

/** A COM segment of the main header or of a tile-part's (ITU-T T.800 section A.9.2), but an encoder's own. */
function hasCodestreamText(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let tilePartEnd = 0;
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = view.getUint16(at);
    if (marker === 0xff93) {
      // SOD: the data of the tile-part follow. A length of 0 is "to the end".
      if (tilePartEnd <= at) return false;
      at = tilePartEnd;
      continue;
    }
    if (marker < 0xff50 || marker === 0xffd9) return false;
    const length = view.getUint16(at + 2);
    if (marker === 0xff90) tilePartEnd = at + view.getUint32(at + 6);
    if (marker === 0xff64 && !ENCODERS.test(latin1(bytes.subarray(at + 6, at + 2 + length)))) return true;
    at += 2 + length;
  }
  return false;
}

/** Of a JP2 or JPEG XL file: what is needed for the picture. */
const PICTURE_BOXES = new Set(['jP  ', 'ftyp', 'jp2h', 'jp2c', 'JXL ', 'jxll', 'jxlc', 'jxlp', 'jxli', 'jbrd']);

function hasBoxText(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 8 <= bytes.length;) {
    const length = view.getUint32(at);
    const type = latin1(bytes.subarray(at + 4, at + 8));
    if (!PICTURE_BOXES.has(type)) return true;
    const header = length === 1 ? 16 : 8;
    if (type === 'jp2c') {
      const end = length < 8 ? bytes.length : at + length;
      return hasCodestreamText(bytes.subarray(at + header, end)) || hasBoxText(bytes.subarray(end));
    }
    if (length < 8) return false;
    at += length;
  }
  return false;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
