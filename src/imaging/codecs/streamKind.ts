/** What a compressed stream really is, by its markers: a transfer syntax may be mislabelled, and says nothing of colour transforms. */
export type StreamKind =
  | { readonly codec: 'jpeg'; readonly lossy: boolean }
  | { readonly codec: 'jpegLs' }
  | { readonly codec: 'jpeg2000' | 'htj2k'; readonly lossy: boolean; readonly colourTransform: boolean };

const SOI = 0xffd8;
const SOC = 0xff4f;
const JP2_SIGNATURE = 0x0000000c;

/** Undefined when the bytes are no stream that a codec here reads. */
export function streamKind(bytes: Uint8Array): StreamKind | undefined {
  if (bytes.length < 4) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = view.getUint16(0);
  if (first === SOI) return jpegKind(view);
  return first === SOC ? codestreamKind(view) : undefined;
}

/** The JPEG 2000 codestream of a frame: some writers wrap it in a JP2 file, which DICOM does not allow (PS3.5 section A.4.4). */
export function codestream(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint32(0) !== JP2_SIGNATURE) return bytes;
  for (let at = 0; at + 8 <= bytes.length; ) {
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
function jpegKind(view: DataView): StreamKind | undefined {
  for (let at = 2; at + 4 <= view.byteLength; ) {
    const marker = view.getUint16(at);
    if (marker === 0xfff7) return { codec: 'jpegLs' };
    if (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)) return { codec: 'jpeg', lossy: marker !== 0xffc3 };
    if (marker === 0xffff) at += 1;
    else if (marker < 0xff01) return undefined;
    else at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** Of the main header: CAP with the bit of Part 15 is HTJ2K; COD says whether components are transformed and which wavelet is used (T.800 Annex A). */
function codestreamKind(view: DataView): StreamKind | undefined {
  let codec: 'jpeg2000' | 'htj2k' = 'jpeg2000';
  for (let at = 2; at + 4 <= view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    if (marker === 0xff50 && at + 8 <= view.byteLength && (view.getUint32(at + 4) & (1 << 17)) !== 0) codec = 'htj2k';
    if (marker === 0xff52 && at + 14 <= view.byteLength) return { codec, lossy: view.getUint8(at + 13) === 0, colourTransform: view.getUint8(at + 8) === 1 };
    if (marker < 0xff4f) return undefined;
  }
  return undefined;
}
