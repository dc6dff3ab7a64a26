/** What a file is, by its first bytes: names and extensions lie, and DICOM files often have none. */
import { openRegularFile } from '../../files/regularFile.ts';
import { gunzipStart, isGzip } from './gunzipStart.ts';
import type { ImageFormat } from './imageSource.ts';
import { niftiKind } from './niftiKind.ts';

/** As many bytes as `sniffFormat` looks at: a NIfTI header may be compressed. */
export const SNIFF_BYTES = 4096;

/** VRs that the first elements of a data set can have (groups 0002 and 0008). */
const LEADING_VRS = new Set([
  'UL',
  'OB',
  'UI',
  'SH',
  'AE',
  'CS',
  'DA',
  'TM',
  'DT',
  'LO',
  'PN',
  'ST',
  'SQ',
  'UN',
  'UC',
  'UR',
  'IS',
]);

/** The format of a file that begins with `head`; undefined for what the imaging room does not read. */
export function sniffFormat(head: Uint8Array): ImageFormat | undefined {
  const ascii = (from: number, to: number): string => String.fromCharCode(...head.subarray(from, to));
  if (ascii(128, 132) === 'DICM') return 'dicom';
  if (ascii(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (ascii(0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(ascii(0, 4))) return 'tiff';
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return 'webp';
  if (niftiKind(isGzip(head) ? gunzipStart(head) : head) !== undefined) return 'nifti';
  return isBareDataSet(head) ? 'dicom' : undefined;
}

/** `sniffFormat` of a file on disk; undefined also when it cannot be read. */
export async function sniffFile(path: string): Promise<ImageFormat | undefined> {
  try {
    const file = await openRegularFile(path);
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(SNIFF_BYTES), 0, SNIFF_BYTES, 0);
      return sniffFormat(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

/**
 * A DICOM data set without preamble: it starts with an element of group 0002 or 0008, little endian, explicit or
 * implicit VR.
 */
function isBareDataSet(head: Uint8Array): boolean {
  if (head.length < 16 || head[1] !== 0 || (head[0] !== 0x02 && head[0] !== 0x08)) return false;
  const element = head[2]! | (head[3]! << 8);
  if (element > 0x0100) return false;
  if (LEADING_VRS.has(String.fromCharCode(head[4]!, head[5]!))) return true;
  const length = head[4]! + head[5]! * 0x100 + head[6]! * 0x10000 + head[7]! * 0x1000000;
  return length <= 256 && length % 2 === 0 && head[8 + length] === head[0] && head[9 + length] === 0;
}
