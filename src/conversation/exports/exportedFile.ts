/** How the files of a conversation's images are called in an export. */
import type { AttachedImage, ImageOrigin } from '../attachedImage.ts';
import { imageNumber, type Conversation } from '../conversation.ts';

/** A folder beside the exported file. */
export const IMAGES_FOLDER = 'images';

/** Where the bytes of one picture are; a montage has several. */
export type PlacedOrigin = Exclude<ImageOrigin, { readonly kind: 'montage' }>;

const ENDINGS: Readonly<Record<AttachedImage['format'], string>> = {
  dicom: 'dcm',
  png: 'png',
  jpeg: 'jpg',
  tiff: 'tif',
  webp: 'webp',
  nifti: 'nii',
};

/**
 * `images/image-1-0a1b2c3d.dcm`: the image's number in its chat and the beginning of its hash. Never its own name, which
 * often is a patient's. `prefix` tells conversations of one folder apart.
 */
export function keptBytesPath(conversation: Conversation, image: AttachedImage, tile?: number, prefix = ''): string {
  const part = tile === undefined ? '' : `-tile-${tile + 1}`;
  const { origin } = image;
  // NIfTI is the one format that is kept packed; its name is all that says so.
  const packed = image.format === 'nifti' && namesOf(origin).some((name) => /\.gz$/i.test(name)) ? '.gz' : '';
  return `${IMAGES_FOLDER}/${stem(conversation, image, prefix)}${part}.${ENDINGS[image.format]}${packed}`;
}

/** The same for the picture as it is displayed. */
export function picturePath(conversation: Conversation, image: AttachedImage, prefix = ''): string {
  return `${IMAGES_FOLDER}/${stem(conversation, image, prefix)}.png`;
}

/**
 * A path that an export may refer to: beside it or below, with `/` between its names. Anything else would let a file
 * that was sent to somebody say which of their files are read.
 */
export function isSafePath(path: string): boolean {
  return (
    path.length <= 1000 &&
    !/[\\:\p{Cc}]/u.test(path) &&
    path.split('/').every((name) => name !== '' && name !== '.' && name !== '..')
  );
}

function stem(conversation: Conversation, { id, fileSha256 }: AttachedImage, prefix: string): string {
  const hash = /^[\da-f]{8}/i.exec(fileSha256)?.[0].toLowerCase();
  return `${prefix}image-${imageNumber(conversation, id)}${hash === undefined ? '' : `-${hash}`}`;
}

function namesOf(origin: ImageOrigin): readonly string[] {
  switch (origin.kind) {
    case 'file':
      return [origin.path];
    case 'kept':
      return [origin.file];
    case 'archived':
      return [origin.entry];
    case 'montage':
      return origin.tiles.flatMap((tile) => namesOf(tile.origin));
  }
}
