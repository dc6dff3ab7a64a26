/** What the file says of showing a frame that cannot be read, and is left out. */
import { t } from '@vscode/l10n';
import type { FileVoi, ModalityTransform } from '../../../display/frameImage.ts';
import type { ImageNote } from '../../../display/imageNote.ts';
import { imageNote } from '../../../display/imageNote.ts';
import { framePlaces, items } from '../dataSet/attributes.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { TAG } from '../dataSet/tags.ts';

const noModalityLut = (): ImageNote =>
  imageNote(
    'decoderDropped',
    t`The modality LUT of the file cannot be read and is not used: its values are as they are stored or rescaled.`,
  );
const noVoiLut = (): ImageNote => imageNote('decoderDropped', t`A VOI LUT of the file cannot be read and is not used.`);

export function leftOutNotes(
  { dataSet }: DicomFile,
  frame: number,
  modality: ModalityTransform,
  voi: FileVoi,
): readonly ImageNote[] {
  const hasModalityLut = items(dataSet, TAG.modalityLutSequence).length > 0;
  const voiLuts = framePlaces(dataSet, frame, TAG.frameVoiLutSequence)
    .map((place) => items(place, TAG.voiLutSequence).length)
    .find((count) => count > 0);
  return [
    ...(hasModalityLut && modality.kind !== 'table' ? [noModalityLut()] : []),
    ...(voiLuts !== undefined && voi.luts.length < voiLuts ? [noVoiLut()] : []),
  ];
}
