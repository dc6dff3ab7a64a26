import { access, copyFile, link, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AttachedImage, ImageOrigin } from '../conversation/attachedImage.ts';

type FileOrigin = Exclude<ImageOrigin, { readonly kind: 'montage' }>;
type Tile = Extract<ImageOrigin, { readonly kind: 'montage' }>['tiles'][number];

/** A place to read an image from: what `imaging` calls a placed source. */
export type ImagePlace =
  | FilePlace
  | {
      readonly kind: 'montage';
      readonly columns: number;
      readonly tiles: readonly (Omit<Tile, 'origin'> & { readonly source: FilePlace })[];
    };
type FilePlace =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'archived'; readonly path: string; readonly entry: string };

/** The bytes of images that came without a file (dropped, pasted): one subfolder an image, so that it keeps its name. */
export class KeptImages {
  readonly #path: string;

  /** Of the chat with the folder. */
  constructor(chatFolder: string) {
    this.#path = join(chatFolder, 'images');
  }

  /** Writes bytes and gives where they are, as the conversation notes it. */
  async keep(imageId: string, name: string, bytes: Uint8Array): Promise<FileOrigin> {
    const folder = this.#folderOf(imageId);
    const file = fileName(name);
    await mkdir(folder, { recursive: true });
    // never into a file that is there: another chat may share it
    await writeFile(join(folder, `${file}.partial`), bytes);
    await rename(join(folder, `${file}.partial`), join(folder, file));
    return { kind: 'kept', file };
  }

  placeOf({ id, origin, montage }: Pick<AttachedImage, 'id' | 'origin' | 'montage'>): ImagePlace {
    if (origin.kind !== 'montage') return this.#filePlace(id, origin);
    const tiles = origin.tiles.map(({ origin: tile, ...seen }) => ({ ...seen, source: this.#filePlace(id, tile) }));
    return { kind: 'montage', columns: montage?.columns ?? Math.ceil(Math.sqrt(tiles.length)), tiles };
  }

  /** Whether all files of an image can still be read. */
  async has(image: AttachedImage): Promise<boolean> {
    const place = this.placeOf(image);
    const files = place.kind === 'montage' ? place.tiles.map(({ source }) => source) : [place];
    return Promise.all(files.map(({ path }) => access(path))).then(
      () => true,
      () => false,
    );
  }

  async forget(imageId: string): Promise<void> {
    await rm(this.#folderOf(imageId), { recursive: true, force: true, maxRetries: 3 });
  }

  /** Forgets those of no conversation, as of a window that was killed. */
  async keepOnly(images: readonly Pick<AttachedImage, 'id'>[]): Promise<void> {
    const used = new Set(images.map(({ id }) => fileName(id)));
    const kept = await readdir(this.#path).catch(() => []);
    await Promise.all(kept.filter((id) => !used.has(id)).map((id) => this.forget(id)));
  }

  /** Takes over what images have in another chat's folder: the same bytes on disk where the file system can. */
  async takeOver(from: KeptImages, images: readonly AttachedImage[]): Promise<void> {
    for (const { id, origin } of images)
      for (const part of origin.kind === 'montage' ? origin.tiles.map((tile) => tile.origin) : [origin])
        if (part.kind === 'kept') await this.#takeFile(from, id, fileName(part.file));
  }

  /** What is not there cannot be taken over: the image's card will say so. */
  async #takeFile(from: KeptImages, imageId: string, file: string): Promise<void> {
    const [there, here] = [join(from.#folderOf(imageId), file), join(this.#folderOf(imageId), file)];
    await mkdir(this.#folderOf(imageId), { recursive: true });
    try {
      await link(there, here);
    } catch (error) {
      if (isMissing(error) || (error as NodeJS.ErrnoException).code === 'EEXIST') return;
      await copyFile(there, here);
    }
  }

  #filePlace(imageId: string, origin: FileOrigin): FilePlace {
    if (origin.kind !== 'kept') return origin;
    return { kind: 'file', path: join(this.#folderOf(imageId), fileName(origin.file)) };
  }

  #folderOf(imageId: string): string {
    return join(this.#path, fileName(imageId));
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

/** A name of one file, whatever it was in a conversation that came from elsewhere. */
function fileName(name: string): string {
  const file = basename(name).replaceAll(/[<>:"/\\|?*\0]/gu, '_');
  return /^\.*$/u.test(file) ? '_' : file;
}
