/** Any image file → one frame as displayed: the format is found by content, the file is bounded and hashed. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { decodeDicom } from './dicom/decodeDicom.ts';
import { decodePicture } from './decodePicture.ts';
import type { DecodeOptions, DisplayImage, ImageSource } from './imaging.ts';
import { corrupt, fileMissing, ImagingError, notAnImage, sourceName, tooLarge, unreadable } from './imagingErrors.ts';
import { LIMITS } from './limits.ts';
import { sniffFormat } from './sniff.ts';

/** Throws an `ImagingError` and nothing else. */
export async function decodeImage(source: ImageSource, options: DecodeOptions): Promise<DisplayImage> {
  const name = sourceName(source);
  const bytes = source.kind === 'bytes' ? source.bytes : await readBounded(name, source.path);
  const format = sniffFormat(bytes);
  if (format === undefined) throw notAnImage(name, bytes.length === 0 ? 'empty' : 'not an image that can be read here');
  const fileSha256 = createHash('sha256').update(bytes).digest('hex');
  try {
    const image = await (format === 'dicom' ? decodeDicom(name, bytes, options) : decodePicture(name, bytes, options));
    return { ...image, format, fileSha256 };
  } catch (error) {
    // dicom-parser throws strings where lengths point beyond the file.
    throw error instanceof ImagingError ? error : corrupt(name, 'its structure cannot be followed');
  }
}

async function readBounded(name: string, path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > LIMITS.fileBytes) throw tooLarge(name, `${(size / 2 ** 30).toFixed(1)} GiB (the limit is ${LIMITS.fileBytes / 2 ** 30} GiB)`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof ImagingError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw fileMissing(name);
    throw unreadable(name, code === 'EISDIR' ? 'it is a folder' : code === 'EACCES' || code === 'EPERM' ? 'access is denied' : 'the disk or network failed');
  }
}
