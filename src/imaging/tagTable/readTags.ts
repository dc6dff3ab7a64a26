import { t } from '@vscode/l10n';
import type { TagRow } from '../../display/tagTable.ts';
import { niftiRows } from './niftiRows.ts';
import { readTagRows } from './tagRows.ts';
import type { ImageSource } from '../intake/imageSource.ts';
import { corrupt, ImagingError } from '../intake/imagingErrors.ts';
import { sourceName } from '../intake/imageSource.ts';
import { readSource } from '../intake/readSource.ts';
import { sniffFormat } from '../intake/sniff.ts';

/**
 * The attributes of a DICOM file, with or without an image, or the header of a NIfTI one; empty for other files. Throws
 * an `ImagingError` and nothing else.
 */
export async function readTags(source: ImageSource): Promise<readonly TagRow[]> {
  const name = sourceName(source);
  const bytes = await readSource(source);
  const format = sniffFormat(bytes);
  try {
    if (format === 'nifti') return niftiRows(name, bytes);
    return format === 'dicom' ? await readTagRows(name, bytes) : [];
  } catch (error) {
    throw error instanceof ImagingError ? error : corrupt(name, t`its structure cannot be followed`);
  }
}
