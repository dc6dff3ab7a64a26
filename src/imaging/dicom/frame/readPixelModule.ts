/** The pixels of a data set: what they are, and the module that goes with them. */
import { t } from '@vscode/l10n';
import type { ImageNote } from '../../../display/imageNote.ts';
import { imageNote } from '../../../display/imageNote.ts';
import { corrupt, video } from '../../intake/imagingErrors.ts';
import type { PixelModule } from '../../samples/pixelModule.ts';
import { containerBits, nativeFrameBits } from '../../samples/pixelModule.ts';
import { unsigned16 } from '../dataSet/attributes.ts';
import type { PixelDataElement } from '../dataSet/pixelDataElement.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { TAG } from '../dataSet/tags.ts';
import { claimedModule } from './claimedModule.ts';
import { type PixelAmount, recognisePixels, type RecognisedPixels } from './recognisePixels.ts';

export interface ImagePixels extends RecognisedPixels {
  readonly module: PixelModule;
}

/** Read once for each file: a loop of a thousand frames is leafed through. */
const KNOWN = new WeakMap<DicomFile, ImagePixels>();

/** Throws the `ImagingError` that says why there is no picture to be had. */
export function readPixelModule(file: DicomFile): PixelModule {
  return readImagePixels(file).module;
}

/** The checked module, with the pixel data as they are. Throws as `readPixelModule` does. */
export function readImagePixels(file: DicomFile): ImagePixels {
  const known = KNOWN.get(file);
  if (known !== undefined) return known;
  const claimed = claimedModule(file);
  const { pixelData } = file;
  if (pixelData === undefined) throw corrupt(file.name, t`its pixel data are missing`);
  const recognised = recognisePixels(file, pixelData, amountOf(claimed));
  if (recognised.encoding === 'video') throw video(file.name, file.syntax.pixels === 'video' ? file.syntax.name : '');
  const { module, notes } = chromaAsStored(claimed, recognised);
  const frames = Math.min(claimed.claimedFrames, framesWithData(module, recognised.data));
  const said = [...contradictions(file, claimed), ...recognised.notes, ...notes];
  const pixels = { ...recognised, module: { ...module, frames }, notes: said };
  KNOWN.set(file, pixels);
  return pixels;
}

function amountOf(module: PixelModule): PixelAmount {
  const { rows, columns, samplesPerPixel, bitsAllocated, claimedFrames } = module;
  const layouts = samplesPerPixel === 3 ? (['RGB', 'YBR_FULL_422'] as const) : [module.photometric];
  return {
    rows,
    columns,
    native: layouts.map((photometric) => Math.ceil((nativeFrameBits({ ...module, photometric }) * claimedFrames) / 8)),
    rleSegments: (samplesPerPixel * containerBits(bitsAllocated)) / 8,
  };
}

/**
 * The most frames that the pixel data can hold, the last of them perhaps in part: each takes its bits, or at least a
 * fragment.
 */
function framesWithData(module: PixelModule, pixelData: PixelDataElement): number {
  return Math.max(
    1,
    pixelData.kind === 'native'
      ? Math.ceil((pixelData.length * 8) / nativeFrameBits(module))
      : pixelData.fragments.length,
  );
}

/**
 * Uncompressed YBR with a chroma sample for each pixel is YBR_FULL, for each pair of pixels YBR_FULL_422: the amount of
 * data tells them apart, whatever they are called.
 */
function chromaAsStored(
  module: PixelModule,
  { encoding, data }: RecognisedPixels,
): { readonly module: PixelModule; readonly notes: readonly ImageNote[] } {
  const unchanged = { module, notes: [] };
  if (encoding !== 'native' || data.kind !== 'native' || !module.photometric.startsWith('YBR_FULL')) return unchanged;
  const [full = 0, halved = 0] = amountOf(module).native;
  const length = data.length + data.lacking;
  const stored = length >= full ? 'YBR_FULL' : length === halved + (halved % 2) ? 'YBR_FULL_422' : module.photometric;
  if (stored === module.photometric) return unchanged;
  const text = t`The file calls its colours ${module.photometric}, but has as much data as ${stored} takes; it was read so.`;
  return { module: { ...module, photometric: stored }, notes: [imageNote('decoderChose', text)] };
}

/** What the data set says of its pixels that cannot be, and was taken otherwise. */
function contradictions({ dataSet }: DicomFile, module: PixelModule): readonly ImageNote[] {
  const { photometric, samplesPerPixel, bitsAllocated, bitsStored, highBit, kind } = module;
  const claimed = dataSet.string(TAG.photometricInterpretation)?.trim() ?? '';
  const taken: string[] = [];
  if (claimed !== photometric && claimed !== 'XYB')
    taken.push(
      claimed === ''
        ? t`The file does not say what its values mean: they are shown as ${photometric}.`
        : samplesPerPixel === 1
          ? t`The file has 1 sample per pixel, which its photometric interpretation cannot have: they are shown as ${photometric}.`
          : t`The file has ${samplesPerPixel} samples per pixel, which its photometric interpretation cannot have: they are shown as ${photometric}.`,
    );
  const isOther = (tag: string, used: number): boolean => (unsigned16(dataSet, tag) ?? used) !== used;
  if (kind === 'integer' && (isOther(TAG.bitsStored, bitsStored) || isOther(TAG.highBit, highBit)))
    taken.push(t`The file says impossible things of its bits: ${bitsStored} of ${bitsAllocated} are used.`);
  return taken.map((text) => imageNote('decoderChose', text));
}
