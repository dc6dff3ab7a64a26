import type { AttachedImage } from '../attachedImage.ts';
import type { Conversation } from '../conversation.ts';
import { keptBytesPath, type PlacedOrigin } from './exportedFile.ts';
import type { ImageSource } from './conversationFile.ts';

/** A file to be written beside the export: the bytes of an image, or of a tile of one. */
export interface ImageCopy {
  readonly image: AttachedImage;
  readonly origin: PlacedOrigin;
  /** Relative to the exported file. */
  readonly file: string;
}

export interface ImageFiles {
  /** What the export says of where each image is, by id; missing: nothing. */
  readonly sources: ReadonlyMap<string, ImageSource>;
  readonly copies: readonly ImageCopy[];
}

export interface ImageFilesOptions {
  /** Whether the bytes go along. */
  readonly copies: boolean;
  /** Before the names of copied files. */
  readonly prefix?: string;
  /** A user's file as seen from the exported one, where it lies beside or below; undefined elsewhere. */
  readonly beside: (path: string) => string | undefined;
}

/**
 * Where an export says that its images are. Where the bytes do not go along, a file of the user's is named only where it
 * lies beside the export or below: a path elsewhere would tell of the machine.
 */
export function imageFiles(conversation: Conversation, options: ImageFilesOptions): ImageFiles {
  const copies = new Map<string, ImageCopy>();
  const sources = new Map<string, ImageSource>();
  const placed = (image: AttachedImage, origin: PlacedOrigin, tile?: number): { file?: string; entry?: string } => {
    if (!options.copies) return besideOf(origin, options.beside);
    // Tiles of one file are one copy.
    const key = `${image.id} ${JSON.stringify(origin)}`;
    const copy = copies.get(key) ?? {
      image,
      origin,
      file: keptBytesPath(conversation, image, tile, options.prefix),
    };
    copies.set(key, copy);
    return { file: copy.file };
  };
  for (const image of conversation.images) {
    const { origin } = image;
    if (origin.kind === 'montage') {
      const tiles = origin.tiles.map(({ origin: of, ...seen }, tile) => ({ ...placed(image, of, tile), ...seen }));
      sources.set(image.id, { tiles });
    } else {
      const source = placed(image, origin);
      if (source.file !== undefined) sources.set(image.id, source);
    }
  }
  return { sources, copies: [...copies.values()] };
}

function besideOf(
  origin: PlacedOrigin,
  beside: (path: string) => string | undefined,
): { file?: string; entry?: string } {
  if (origin.kind === 'kept') return {};
  const file = beside(origin.path);
  if (file === undefined) return {};
  return origin.kind === 'archived' ? { file, entry: origin.entry } : { file };
}

/** The same without files that could not be copied. */
export function sourcesWithout(
  sources: ReadonlyMap<string, ImageSource>,
  missing: ReadonlySet<string>,
): ReadonlyMap<string, ImageSource> {
  const isThere = ({ file }: { readonly file?: string }): boolean => file === undefined || !missing.has(file);
  const without = <Placed extends { file?: string; entry?: string }>(placed: Placed): Placed => {
    if (isThere(placed)) return placed;
    const { file: _file, entry: _entry, ...rest } = placed;
    return rest as Placed;
  };
  return new Map(
    [...sources].flatMap(([id, { tiles, ...source }]): (readonly [string, ImageSource])[] => {
      if (tiles !== undefined) return [[id, { tiles: tiles.map(without) }]];
      return isThere(source) ? [[id, source]] : [];
    }),
  );
}
