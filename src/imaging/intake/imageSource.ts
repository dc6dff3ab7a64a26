import { basename } from 'node:path';

/** Where an image comes from. `name` is shown to the user and used in error messages; it is never logged. */
export type ImageSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array };

export type ImageFormat = 'dicom' | 'png' | 'jpeg' | 'tiff' | 'webp' | 'nifti';

/** The name by which the user knows an image. */
export function sourceName(source: ImageSource): string {
  return source.kind === 'file' ? basename(source.path) : basename(source.name);
}
