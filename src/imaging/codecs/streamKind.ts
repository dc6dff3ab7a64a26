/** What a run of bytes is by how it begins: transfer syntaxes are mislabelled, magic numbers are not. */

/** `jpeg` is JPEG and JPEG-LS, `jpeg2000` JPEG 2000 and HTJ2K, bare or in a JP2 file. */
export type StreamKind = 'jpeg' | 'jpeg2000' | 'jpegXl' | 'video';

type Magic = readonly [StreamKind, string, number];

/** Bytes in hexadecimal, and where they stand. */
const MAGIC: readonly Magic[] = [
  // SOI and the next marker (ITU-T T.81, T.87).
  ['jpeg', 'ffd8ff', 0],
  // SOC and SIZ (T.800); the signature box of a JP2 file.
  ['jpeg2000', 'ff4fff51', 0],
  ['jpeg2000', '0000000c6a502020', 0],
  // ISO/IEC 18181-2: a bare codestream; the signature box of a file.
  ['jpegXl', 'ff0a', 0],
  ['jpegXl', '0000000c4a584c20', 0],
  // The ftyp box of MP4; the start codes of MPEG-2 sequences, packs and programs; Annex B of H.264 and H.265.
  ['video', '66747970', 4],
  ['video', '000001b3', 0],
  ['video', '000001ba', 0],
  ['video', '0000000109', 0],
  ['video', '0000000167', 0],
  ['video', '0000000140', 0],
  ['video', '0000000146', 0],
];

export function streamKind(bytes: Uint8Array): StreamKind | undefined {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  return MAGIC.find(([, hex, at]) => head.startsWith(hex, at * 2))?.[0];
}

/** An RLE header (PS3.5 section G.5): so many segments, the first right behind it, the others in order. */
export function isRle(bytes: Uint8Array, segments: number): boolean {
  if (bytes.length < 64) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = Array.from({ length: 15 }, (_, i) => view.getUint32(4 + i * 4, true));
  return (
    view.getUint32(0, true) === segments &&
    starts[0] === 64 &&
    starts.every((start, i) => i === 0 || (i < segments ? start >= starts[i - 1]! : start === 0))
  );
}
