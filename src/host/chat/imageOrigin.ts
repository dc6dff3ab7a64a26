/** Where the bytes of the chat's images are: from what was given to what is noted in the conversation, and back. */
import type { AttachedImage, ImageOrigin } from '../../conversation/attachedImage.ts';
import { readRegularFile } from '../../files/regularFile.ts';
import type { FileSource, ImageSource, MontageSource, PlacedSource } from '../../imaging/imaging.ts';
import { fileMissing } from '../../imaging/intake/imagingErrors.ts';
import { sourceName } from '../../imaging/intake/imageSource.ts';
import type { ChatStore } from '../../chats/chatStore.ts';

/** Of one file, not of several as a montage. */
type FileOrigin = Exclude<ImageOrigin, { readonly kind: 'montage' }>;

/** What the chat's storage does for its images: the bytes of each in a folder of its own. */
export type ImageStore = Pick<ChatStore, 'keep' | 'sourceOf'>;

/** What can be read again later by where it is. */
export type PlacedImage = PlacedSource | MontageSource<PlacedSource>;

/** Keeps what has no file of its own, bytes that several tiles share once, and says where all of it is. */
export async function keepOrigin(store: ImageStore, imageId: string, source: ImageSource): Promise<ImageOrigin> {
  if (source.kind !== 'montage')
    return source.kind === 'bytes' ? store.keep(imageId, source.name, source.bytes) : source;
  const kept = new Map<Uint8Array, Promise<FileOrigin>>();
  const originOf = async (file: FileSource): Promise<FileOrigin> => {
    if (file.kind !== 'bytes') return file;
    const origin =
      kept.get(file.bytes) ??
      store.keep(imageId, `${String(kept.size + 1)}-${sourceName(file)}`, file.bytes).then(ofOneFile);
    kept.set(file.bytes, origin);
    return origin;
  };
  const tiles: Extract<ImageOrigin, { kind: 'montage' }>['tiles'] = [];
  for (const { source: file, frame, voi } of source.tiles)
    tiles.push({
      origin: await originOf(file),
      ...(frame === undefined ? {} : { frame }),
      ...(voi === undefined ? {} : { voi }),
    });
  return { kind: 'montage', tiles };
}

/** Where an image of the chat is read from. */
export function placedSource(store: ImageStore, image: AttachedImage): PlacedImage {
  const place = store.sourceOf(image);
  if (place.kind !== 'montage') return place;
  const slices = image.montage?.slices ?? [];
  return { ...place, tiles: place.tiles.map((tile, index) => ({ ...tile, number: slices[index] ?? index + 1 })) };
}

/**
 * The same image to be given once more: what the chat keeps of it as bytes, since it may be gone before the other one
 * is. Rejects with an `ImagingError`.
 */
export async function sourceAgain(store: ImageStore, image: AttachedImage): Promise<ImageSource> {
  const { origin, name } = image;
  const place = placedSource(store, image);
  if (origin.kind !== 'montage' || place.kind !== 'montage')
    return origin.kind === 'kept' && place.kind === 'file' ? bytesOf(place.path, name) : place;
  const read = new Map<string, Promise<FileSource>>();
  const again = (index: number, { path }: PlacedSource): Promise<FileSource> | undefined => {
    const one = origin.tiles[index]?.origin;
    if (one?.kind !== 'kept') return undefined;
    // Without the number that tells the files of one image apart.
    const bytes = read.get(path) ?? bytesOf(path, one.file.replace(/^\d+-/u, ''));
    read.set(path, bytes);
    return bytes;
  };
  const tiles = place.tiles.map(async (tile, index) => ({
    ...tile,
    source: (await again(index, tile.source)) ?? tile.source,
  }));
  return { ...place, tiles: await Promise.all(tiles) };
}

async function bytesOf(path: string, name: string): Promise<FileSource> {
  try {
    return { kind: 'bytes', name, bytes: await readRegularFile(path) };
  } catch {
    throw fileMissing(name);
  }
}

function ofOneFile(origin: ImageOrigin): FileOrigin {
  if (origin.kind === 'montage') throw new TypeError('a file was kept as a montage');
  return origin;
}
