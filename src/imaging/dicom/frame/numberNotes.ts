/** What a person must be told of numbers that are not written as the standard wants them, and were read or dropped. */
import { t } from '@vscode/l10n';
import type { ImageNote } from '../../../display/imageNote.ts';
import { imageNote } from '../../../display/imageNote.ts';
import { decimals, framePlaces, hasDecimalComma } from '../dataSet/attributes.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { TAG } from '../dataSet/tags.ts';

const commas = (): ImageNote =>
  imageNote('decoderChose', t`Numbers in the file are written with a decimal comma; they were read so.`);
const noRescale = (): ImageNote =>
  imageNote('decoderDropped', t`The rescale slope or intercept in the file is not a usable number and is not used.`);

const RESCALE = [TAG.rescaleSlope, TAG.rescaleIntercept] as const;
/** Where the numbers stand, and in which functional group. */
const NUMBERS: readonly (readonly [string, readonly string[]])[] = [
  [TAG.frameVoiLutSequence, [TAG.windowCenter, TAG.windowWidth]],
  [TAG.pixelValueTransformationSequence, RESCALE],
  [TAG.pixelMeasuresSequence, [TAG.pixelSpacing]],
];

export function numberNotes({ dataSet }: DicomFile, frame: number): readonly ImageNote[] {
  const hasCommas = NUMBERS.some(([sequence, tags]) =>
    framePlaces(dataSet, frame, sequence).some((place) => tags.some((tag) => hasDecimalComma(place, tag))),
  );
  const rescale = framePlaces(dataSet, frame, TAG.pixelValueTransformationSequence).find((place) =>
    RESCALE.some((tag) => (place.string(tag)?.trim() ?? '') !== ''),
  );
  const isUnusable =
    rescale !== undefined &&
    (decimals(rescale, TAG.rescaleSlope)[0] === 0 ||
      RESCALE.some((tag) => (rescale.string(tag)?.trim() ?? '') !== '' && decimals(rescale, tag).length === 0));
  return [...(hasCommas ? [commas()] : []), ...(isUnusable ? [noRescale()] : [])];
}
