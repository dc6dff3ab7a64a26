/** Any image file, or several as a montage → one picture as displayed. */
import type { ImageHeader } from '../../display/imageHeader.ts';
import { type ImageSource, sourceName } from '../intake/imageSource.ts';
import { cutToRegion } from './cutToRegion.ts';
import { decodeMontage, montageHeader } from './decodeMontage.ts';
import { displayImage, type DecodeOptions, type DisplayImage } from './displayImage.ts';
import { type Opening, openingAnew } from './opening.ts';

/** Throws an `ImagingError` and nothing else. */
export async function decodeImage(
  source: ImageSource,
  options: DecodeOptions,
  opening: Opening = openingAnew,
): Promise<DisplayImage> {
  const whole = await decodeWhole(source, options, opening);
  return options.region === undefined ? whole : cutToRegion(whole, options.region, sourceName(source));
}

/** What the file, or the files of a montage, say. Throws an `ImagingError` and nothing else. */
export async function imageHeader(source: ImageSource, opening: Opening = openingAnew): Promise<ImageHeader> {
  if (source.kind === 'montage') return montageHeader(source, opening);
  return (await opening.open(source)).header();
}

async function decodeWhole(source: ImageSource, options: DecodeOptions, opening: Opening): Promise<DisplayImage> {
  if (source.kind === 'montage') return decodeMontage(source, options, opening);
  const image = await opening.open(source);
  return displayImage(await image.header(), await opening.frame(image, options.frame), options.voi);
}
