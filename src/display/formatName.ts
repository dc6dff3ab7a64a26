import type { ImageHeader } from './imageHeader.ts';

const NAMES: Readonly<Record<ImageHeader['format'], string>> = {
  dicom: 'DICOM',
  png: 'PNG',
  jpeg: 'JPEG',
  tiff: 'TIFF',
  webp: 'WebP',
  nifti: 'NIfTI',
};

/** As people write it. */
export function formatName(format: ImageHeader['format']): string {
  return NAMES[format];
}
