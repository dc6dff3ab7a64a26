/**
 * Any image file, opened: the format is found by content, the file is hashed and its structure read, but no pixel
 * decoded.
 */
import { t } from '@vscode/l10n';
import { createHash } from 'node:crypto';
import { openDicom } from '../dicom/openDicom.ts';
import type { ImageFile, OpenImage } from '../intake/imageFile.ts';
import type { ImageSource } from '../intake/imageSource.ts';
import { corrupt, ImagingError, notAnImage } from '../intake/imagingErrors.ts';
import { sourceName } from '../intake/imageSource.ts';
import { openNifti } from '../nifti/openNifti.ts';
import { openPicture } from '../pictures/openPicture.ts';
import { readSource } from '../intake/readSource.ts';
import { sniffFormat } from '../intake/sniff.ts';

/** It and what it returns throw an `ImagingError` and nothing else. */
export async function openImage(source: ImageSource): Promise<OpenImage> {
  const name = sourceName(source);
  const bytes = await readSource(source);
  const format = sniffFormat(bytes);
  if (format === undefined) throw notAnImage(name, bytes.length === 0 ? 'empty' : 'unknown');
  const file: ImageFile = { name, bytes, format, fileSha256: createHash('sha256').update(bytes).digest('hex') };
  const opened = await damageNamed(name, () => openAs(file));
  return {
    bytes: opened.bytes,
    header: () => damageNamed(name, () => opened.header()),
    frame: (frame) => damageNamed(name, () => opened.frame(frame)),
    stored: (frame) => damageNamed(name, () => opened.stored(frame)),
  };
}

function openAs(file: ImageFile): Promise<OpenImage> {
  if (file.format === 'dicom') return openDicom(file);
  return file.format === 'nifti' ? openNifti(file) : openPicture(file);
}

/** dicom-parser throws strings where lengths point beyond the file. */
async function damageNamed<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ImagingError ? error : corrupt(name, t`its structure cannot be followed`);
  }
}
