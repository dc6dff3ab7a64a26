/** The transfer syntaxes of DICOM PS3.6 Table A-1: their names, and how their data sets and pixel data are encoded. */

/**
 * How the pixel data are encoded: `native` is uncompressed; the others name a codec, or what stands there instead of
 * frames.
 */
export type PixelEncoding =
  | 'native'
  | 'rle'
  | 'deflatedFrame'
  | 'jpeg'
  | 'jpegLs'
  | 'jpeg2000'
  | 'htj2k'
  | 'jpegXl'
  | 'video'
  | 'referenced'
  | 'other';

export interface TransferSyntax {
  readonly uid: string;
  /** The standard's name; the UID itself for a private one. */
  readonly name: string;
  readonly explicitVr: boolean;
  readonly bigEndian: boolean;
  /** The data set (everything after the file meta information) is deflated. */
  readonly deflated: boolean;
  readonly pixels: PixelEncoding;
  /** Of native pixel data: as the data set, but for one private syntax. */
  readonly bigEndianPixels: boolean;
  /** Native pixel data that stand in fragments (PS3.5 section A.4.11). */
  readonly isEncapsulatedNative: boolean;
  /** Of several components together, which JPEG 2000 decoders do not undo. */
  readonly isJpeg2000Part2: boolean;
}

const ROOT = '1.2.840.10008.1.2';
export const IMPLICIT_LITTLE_ENDIAN = ROOT;
export const EXPLICIT_LITTLE_ENDIAN = `${ROOT}.1`;

/** UID suffix after 1.2.840.10008.1.2 → pixel encoding and name. */
const TABLE: Readonly<Record<string, readonly [PixelEncoding, string]>> = {
  '': ['native', 'Implicit VR Little Endian'],
  '.1': ['native', 'Explicit VR Little Endian'],
  '.1.98': ['native', 'Encapsulated Uncompressed Explicit VR Little Endian'],
  '.1.99': ['native', 'Deflated Explicit VR Little Endian'],
  '.2': ['native', 'Explicit VR Big Endian (Retired)'],
  '.4.50': ['jpeg', 'JPEG Baseline (Process 1)'],
  '.4.51': ['jpeg', 'JPEG Extended (Process 2 & 4)'],
  '.4.52': ['jpeg', 'JPEG Extended (Process 3 & 5) (Retired)'],
  '.4.53': ['jpeg', 'JPEG Spectral Selection, Non-Hierarchical (Process 6 & 8) (Retired)'],
  '.4.54': ['jpeg', 'JPEG Spectral Selection, Non-Hierarchical (Process 7 & 9) (Retired)'],
  '.4.55': ['jpeg', 'JPEG Full Progression, Non-Hierarchical (Process 10 & 12) (Retired)'],
  '.4.56': ['jpeg', 'JPEG Full Progression, Non-Hierarchical (Process 11 & 13) (Retired)'],
  '.4.57': ['jpeg', 'JPEG Lossless, Non-Hierarchical (Process 14)'],
  '.4.58': ['jpeg', 'JPEG Lossless, Non-Hierarchical (Process 15) (Retired)'],
  '.4.59': ['jpeg', 'JPEG Extended, Hierarchical (Process 16 & 18) (Retired)'],
  '.4.60': ['jpeg', 'JPEG Extended, Hierarchical (Process 17 & 19) (Retired)'],
  '.4.61': ['jpeg', 'JPEG Spectral Selection, Hierarchical (Process 20 & 22) (Retired)'],
  '.4.62': ['jpeg', 'JPEG Spectral Selection, Hierarchical (Process 21 & 23) (Retired)'],
  '.4.63': ['jpeg', 'JPEG Full Progression, Hierarchical (Process 24 & 26) (Retired)'],
  '.4.64': ['jpeg', 'JPEG Full Progression, Hierarchical (Process 25 & 27) (Retired)'],
  '.4.65': ['jpeg', 'JPEG Lossless, Hierarchical (Process 28) (Retired)'],
  '.4.66': ['jpeg', 'JPEG Lossless, Hierarchical (Process 29) (Retired)'],
  '.4.70': ['jpeg', 'JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14 [Selection Value 1])'],
  '.4.80': ['jpegLs', 'JPEG-LS Lossless Image Compression'],
  '.4.81': ['jpegLs', 'JPEG-LS Lossy (Near-Lossless) Image Compression'],
  '.4.90': ['jpeg2000', 'JPEG 2000 Image Compression (Lossless Only)'],
  '.4.91': ['jpeg2000', 'JPEG 2000 Image Compression'],
  '.4.92': ['other', 'JPEG 2000 Part 2 Multi-component Image Compression (Lossless Only)'],
  '.4.93': ['other', 'JPEG 2000 Part 2 Multi-component Image Compression'],
  '.4.94': ['referenced', 'JPIP Referenced'],
  '.4.95': ['referenced', 'JPIP Referenced Deflate'],
  '.4.100': ['video', 'MPEG2 Main Profile / Main Level'],
  '.4.100.1': ['video', 'Fragmentable MPEG2 Main Profile / Main Level'],
  '.4.101': ['video', 'MPEG2 Main Profile / High Level'],
  '.4.101.1': ['video', 'Fragmentable MPEG2 Main Profile / High Level'],
  '.4.102': ['video', 'MPEG-4 AVC/H.264 High Profile / Level 4.1'],
  '.4.102.1': ['video', 'Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.1'],
  '.4.103': ['video', 'MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1'],
  '.4.103.1': ['video', 'Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1'],
  '.4.104': ['video', 'MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video'],
  '.4.104.1': ['video', 'Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video'],
  '.4.105': ['video', 'MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video'],
  '.4.105.1': ['video', 'Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video'],
  '.4.106': ['video', 'MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2'],
  '.4.106.1': ['video', 'Fragmentable MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2'],
  '.4.107': ['video', 'HEVC/H.265 Main Profile / Level 5.1'],
  '.4.108': ['video', 'HEVC/H.265 Main 10 Profile / Level 5.1'],
  '.4.110': ['jpegXl', 'JPEG XL Lossless'],
  '.4.111': ['jpegXl', 'JPEG XL JPEG Recompression'],
  '.4.112': ['jpegXl', 'JPEG XL'],
  '.4.201': ['htj2k', 'High-Throughput JPEG 2000 Image Compression (Lossless Only)'],
  '.4.202': ['htj2k', 'High-Throughput JPEG 2000 with RPCL Options Image Compression (Lossless Only)'],
  '.4.203': ['htj2k', 'High-Throughput JPEG 2000 Image Compression'],
  '.4.204': ['referenced', 'JPIP HTJ2K Referenced'],
  '.4.205': ['referenced', 'JPIP HTJ2K Referenced Deflate'],
  '.5': ['rle', 'RLE Lossless'],
  '.6.1': ['other', 'RFC 2557 MIME encapsulation (Retired)'],
  '.6.2': ['other', 'XML Encoding (Retired)'],
  '.7.1': ['video', 'SMPTE ST 2110-20 Uncompressed Progressive Active Video'],
  '.7.2': ['video', 'SMPTE ST 2110-20 Uncompressed Interlaced Active Video'],
  '.7.3': ['video', 'SMPTE ST 2110-30 PCM Digital Audio'],
  '.8.1': ['deflatedFrame', 'Deflated Image Frame Compression'],
};

/** Private ones of the nineties whose pixel data are uncompressed, as gdcm and dcmtk read them. */
const PRIVATE: Readonly<Record<string, { readonly name: string; readonly bigEndianPixels: boolean }>> = {
  '1.2.840.113619.5.2': {
    name: 'GE Private Implicit VR Little Endian with big-endian pixels',
    bigEndianPixels: true,
  },
  '1.3.46.670589.33.1.4.1': { name: 'Philips Private Explicit VR Little Endian', bigEndianPixels: false },
  '1.2.840.10008.1.20': { name: 'Papyrus 3 Implicit VR Little Endian (Retired)', bigEndianPixels: false },
};

const DEFLATED = new Set(['.1.99', '.4.95', '.4.205']);

/**
 * Any UID gets an answer: a private one is taken as explicit VR little endian (PS3.5 Section A) with pixel data of its
 * own kind.
 */
export function transferSyntax(uid: string): TransferSyntax {
  const suffix = uid.startsWith(ROOT) ? uid.slice(ROOT.length) : undefined;
  const known = suffix === undefined || !Object.hasOwn(TABLE, suffix) ? undefined : TABLE[suffix];
  const native = Object.hasOwn(PRIVATE, uid) ? PRIVATE[uid] : undefined;
  return {
    uid,
    name: known?.[1] ?? native?.name ?? uid,
    explicitVr: suffix !== '',
    bigEndian: suffix === '.2',
    deflated: suffix !== undefined && DEFLATED.has(suffix),
    pixels: known?.[0] ?? (native === undefined ? 'other' : 'native'),
    bigEndianPixels: suffix === '.2' || native?.bigEndianPixels === true,
    isEncapsulatedNative: suffix === '.1.98',
    isJpeg2000Part2: suffix === '.4.92' || suffix === '.4.93',
  };
}

/** Not of the standard, and not known for what it is either. */
export function isPrivateSyntax({ uid, name }: TransferSyntax): boolean {
  return name === uid;
}

/** What such pixel data hold beyond Bits Stored was there before they were compressed. */
export function isLosslessOnly({ uid, pixels }: TransferSyntax): boolean {
  return (
    ['native', 'rle', 'deflatedFrame'].includes(pixels) ||
    /^1\.2\.840\.10008\.1\.2\.4\.(57|58|65|66|70|80|90|92|110|201|202)$/.test(uid)
  );
}
