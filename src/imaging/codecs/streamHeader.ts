/**
 * A compressed stream's own header, read before any decoder sees it: a transfer syntax may be mislabelled and says
 * nothing of colour transforms, and a decoder allocates whatever the stream claims.
 */
import { codestreamHeader } from './codestreamHeader.ts';
import { jpegHeader } from './jpegHeader.ts';
import { jpegXlHeader } from './jpegXlHeader.ts';
import type { StreamFacts } from './streamFacts.ts';
import { streamKind } from './streamKind.ts';

/** Undefined when the bytes are no stream that a codec here reads. */
export function streamHeader(bytes: Uint8Array): StreamFacts | undefined {
  const stream = codestream(bytes);
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  try {
    switch (streamKind(stream)) {
      case 'jpeg':
        return jpegHeader(view);
      case 'jpeg2000':
        return codestreamHeader(view);
      case 'jpegXl':
        return jpegXlHeader(stream);
      default:
        return undefined;
    }
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
  if (streamKind(bytes) !== 'jpeg2000' || bytes[0] === 0xff) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
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
