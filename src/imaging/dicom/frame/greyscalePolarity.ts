/** Whether the lowest value is white: by Presentation LUT Shape, else by the photometric interpretation. */
import { t } from '@vscode/l10n';
import type { ImageNote } from '../../../display/imageNote.ts';
import { imageNote } from '../../../display/imageNote.ts';
import { codeString } from '../dataSet/attributes.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { TAG } from '../dataSet/tags.ts';

export interface Polarity {
  readonly inverted: boolean;
  readonly notes: readonly ImageNote[];
}

/**
 * INVERSE goes with MONOCHROME1, IDENTITY with MONOCHROME2 (PS3.3 section C.8.11.3.1.2). Where a file says otherwise its
 * shape is followed, as dcmtk does: it is the last step of the display.
 */
export function greyscalePolarity({ dataSet }: DicomFile, photometric: 'MONOCHROME1' | 'MONOCHROME2'): Polarity {
  const shape = codeString(dataSet, TAG.presentationLutShape);
  const inverted = photometric === 'MONOCHROME1';
  if ((shape !== 'INVERSE' && shape !== 'IDENTITY') || (shape === 'INVERSE') === inverted)
    return { inverted, notes: [] };
  const text = inverted
    ? t`The file contradicts itself on which values are white (${photometric}, Presentation LUT Shape ${shape}); the highest are shown white.`
    : t`The file contradicts itself on which values are white (${photometric}, Presentation LUT Shape ${shape}); the lowest are shown white.`;
  return { inverted: !inverted, notes: [imageNote('decoderChose', text)] };
}
