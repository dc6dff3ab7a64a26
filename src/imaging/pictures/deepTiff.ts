/** A deep page of a TIFF, upright, its colours apart from its other samples. */
import { t } from '@vscode/l10n';
import { imageNote, type ImageNote } from '../../display/imageNote.ts';
import type { Samples } from '../../display/frameImage.ts';
import { pictureDamaged } from './pictureDamaged.ts';
import type { DeepPixels } from './deepPixels.ts';
import { turnedUpright } from './turnedUpright.ts';
import type { TiffPage } from './tiff/tiffPage.ts';
import { tiffSamples } from './tiff/tiffSamples.ts';

const furtherSamples = (): ImageNote =>
  imageNote('decoderDropped', t`The file has further channels beside its colours, which are not shown.`);
const roundedValues = (): ImageNote =>
  imageNote('decoderDropped', t`Some values are too large for their last digits to be kept.`);

/** Throws an `ImagingError` where nothing can be read. */
export function deepTiff(name: string, file: Uint8Array, littleEndian: boolean, page: TiffPage): DeepPixels {
  const { samples: perPixel, kind, alpha, bits, format, orientation } = page;
  const read = tiffSamples(name, file, littleEndian, page);
  const colours = kind === 'rgb' ? 3 : 1;
  const { samples, rows, columns } = turnedUpright(read.samples, page.height, page.width, perPixel, orientation);
  const notes: readonly ImageNote[] = [
    ...(read.partial ? [pictureDamaged()] : []),
    ...(perPixel > colours + (alpha === undefined ? 0 : 1) ? [furtherSamples()] : []),
    ...(bits === 64 && format !== 'float' && samples.some((value) => !Number.isSafeInteger(value))
      ? [roundedValues()]
      : []),
  ];
  const white = format === 'float' ? 1 : format === 'unsigned' ? 2 ** bits - 1 : undefined;
  return {
    rows,
    columns,
    colours,
    samples: perPixel === colours ? samples : taken(samples, perPixel, 0, colours),
    opacity: alpha === undefined ? undefined : taken(samples, perPixel, alpha, 1),
    opaque: white ?? 2 ** (bits - 1) - 1,
    multiplied: page.multiplied,
    white,
    whiteIsZero: page.whiteIsZero,
    shownRange: page.shownRange,
    notes,
  };
}

/** `count` samples of each pixel, from its `first`. */
function taken(samples: Samples, perPixel: number, first: number, count: number): Samples {
  return samples.filter((_, i) => {
    const at = i % perPixel;
    return at >= first && at < first + count;
  });
}
