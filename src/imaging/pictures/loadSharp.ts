import type { SharpConstructor } from 'sharp';
import { codecMissing } from '../intake/imagingErrors.ts';

/**
 * sharp, on first use: loading it takes longer than all of the rest of the image process, and most DICOM images get by
 * without it. `name` is the image's, for the error where the installation lacks sharp's library.
 */
export async function loadSharp(name: string): Promise<SharpConstructor> {
  try {
    const { default: sharp } = await import('sharp');
    return sharp;
  } catch {
    throw codecMissing(name, 'sharp');
  }
}
