/**
 * What the images of a question are called to the model: "Image 2" where there are several, and in words what one is
 * that the pixels do not say: its role, the part of another that it shows, the slices of its tiles.
 */
import type { AttachedImage } from './attachedImage.ts';
import { imageNumber } from './conversation.ts';

type Named = Pick<AttachedImage, 'id' | 'role' | 'region' | 'montage' | 'fileSha256' | 'frame'>;

/** `isOneOf`: the question is about several. Empty where nothing is to be said. */
export function imageName(images: readonly Named[], image: Named, isOneOf: boolean): string {
  const words = inWords(images, image);
  if (!isOneOf) return words === '' ? '' : `Image (${words})`;
  const numbered = `Image ${String(imageNumber({ images }, image.id))}`;
  return words === '' ? numbered : `${numbered} (${words})`;
}

function inWords(images: readonly Named[], image: Named): string {
  const { role, region, montage } = image;
  return [
    ...(role === undefined ? [] : [role]),
    ...(region === undefined ? [] : [regionInWords(images, image)]),
    ...(montage === undefined ? [] : [montageInWords(montage)]),
  ].join(', ');
}

/** Where a region lies, in whole percents of the image that it is a part of. */
function regionInWords(images: readonly Named[], { id, region, fileSha256, frame = 0 }: Named): string {
  if (region === undefined) return '';
  const whole = images.find(
    (other) =>
      other.id !== id && other.region === undefined && other.fileSha256 === fileSha256 && (other.frame ?? 0) === frame,
  );
  const of = whole === undefined ? 'an image' : `image ${String(imageNumber({ images }, whole.id))}`;
  const percent = (pixels: number, side: number): string => String(Math.round((100 * pixels) / side));
  const { x, y, width, height, ofWidth, ofHeight } = region;
  const across = `${percent(x, ofWidth)}-${percent(x + width, ofWidth)} % from the left`;
  const down = `${percent(y, ofHeight)}-${percent(y + height, ofHeight)} % from the top`;
  return `the marked part of ${of}, ${across}, ${down}`;
}

function montageInWords({ slices, of, columns }: NonNullable<AttachedImage['montage']>): string {
  const rows = Math.ceil(slices.length / columns);
  return `a montage of slices ${slices.join(', ')} of ${String(of)}, ${String(rows)} rows of ${String(columns)} from the top left`;
}
