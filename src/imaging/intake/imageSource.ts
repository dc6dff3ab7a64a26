import { t } from '@vscode/l10n';
import { basename } from 'node:path';
import type { VoiChoice } from '../../display/frameImage.ts';

/** One image file. `name` is shown to the user and used in error messages; it is never logged. */
export type FileSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array }
  /** A file inside a ZIP, by its name there; it is read where it lies, nothing is unpacked to disk. */
  | { readonly kind: 'archived'; readonly path: string; readonly entry: string };

/** An image that can be read again later by where it is. */
export type PlacedSource = Exclude<FileSource, { readonly kind: 'bytes' }>;

/** One of the pictures that a montage is made of. */
export interface MontageTile<Source extends FileSource = FileSource> {
  readonly source: Source;
  /** Counted from 0; default 0. */
  readonly frame?: number;
  /** Default: what the file says. */
  readonly voi?: VoiChoice;
  /** Drawn in its corner: which slice of the series it is, counted from 1. */
  readonly number: number;
}

/** Several slices as one picture: `columns` equal cells in a row, filled from the top left. */
export interface MontageSource<Source extends FileSource = FileSource> {
  readonly kind: 'montage';
  readonly columns: number;
  readonly tiles: readonly MontageTile<Source>[];
}

/** Where an image comes from. Only what shows it can show a montage, which has no bytes of its own. */
export type ImageSource = FileSource | MontageSource;

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
    case 'montage':
      return t`Montage of ${source.tiles.length} slices`;
  }
}
