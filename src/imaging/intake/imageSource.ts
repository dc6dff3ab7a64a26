import { basename } from 'node:path';

/** Where an image comes from. `name` is shown to the user and used in error messages; it is never logged. */
export type ImageSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array }
  /** A file inside a ZIP, by its name there; it is read where it lies, nothing is unpacked to disk. */
  | { readonly kind: 'archived'; readonly path: string; readonly entry: string };

/** An image that can be read again later by where it is. */
export type PlacedSource = Exclude<ImageSource, { readonly kind: 'bytes' }>;

export type ImageFormat = 'dicom' | 'png' | 'jpeg' | 'tiff' | 'webp' | 'nifti';

/** The name by which the user knows an image. */
export function sourceName(source: ImageSource): string {
  switch (source.kind) {
    case 'file':
      return basename(source.path);
    case 'bytes':
      return basename(source.name);
    case 'archived':
      return source.entry.split('/').at(-1) ?? source.entry;
  }
}
