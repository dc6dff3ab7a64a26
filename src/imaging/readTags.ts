import type { TagRow } from '../display/tagTable.ts';
import { readTagRows } from './dicom/tagRows.ts';
import type { ImageSource } from './imaging.ts';
import { corrupt, ImagingError, sourceName } from './imagingErrors.ts';
import { readSource } from './readSource.ts';
import { sniffFormat } from './sniff.ts';

/**
 * The attributes of a DICOM file, with or without an image; empty for other files. Throws an `ImagingError` and nothing
 * else.
 */
export async function readTags(source: ImageSource): Promise<readonly TagRow[]> {
  const name = sourceName(source);
  const bytes = await readSource(source);
  if (sniffFormat(bytes) !== 'dicom') return [];
  try {
    return await readTagRows(name, bytes);
  } catch (error) {
    throw error instanceof ImagingError ? error : corrupt(name, 'its structure cannot be followed');
  }
}
