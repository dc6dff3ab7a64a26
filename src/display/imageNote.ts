/** What a person must be told of an image file or of one frame of it: a code for the record, a sentence for the eye. */

import { t } from '@vscode/l10n';

/** Damage: pixels are not what the file was meant to hold. The record (provenance, JSON) carries the code. */
const DAMAGE_CODES = ['pixelsMissing', 'framesMissing', 'fileCut', 'pictureDamaged'] as const;
/** Worth knowing; every pixel is there. */
const REMARK_CODES = [
  'syntaxUnsaid',
  'windowInvalid',
  'burnedIn',
  /** The file contradicts itself or leaves something open, and the decoder chose. */
  'decoderChose',
  /** Something of the file is not shown, e.g. transparency or depth. */
  'decoderDropped',
] as const;
export const NOTE_CODES = [...DAMAGE_CODES, ...REMARK_CODES] as const;
export type NoteCode = (typeof NOTE_CODES)[number];

export interface ImageNote {
  readonly code: NoteCode;
  /** The pixels are not all that they should be: asked about once before a model is asked about the image. */
  readonly damage: boolean;
  /** A plain sentence. */
  readonly text: string;
}

export function imageNote(code: NoteCode, text: string): ImageNote {
  return { code, damage: DAMAGE_CODES.some((each) => each === code), text };
}

/** `share` of 0 to 1 in words; a part never becomes all or nothing. */
export function percent(share: number): string {
  const whole = Math.floor(share * 100);
  return whole < 1 ? t`less than 1 %` : `${whole} %`;
}

/** The sentences of what is damaged, in one line; empty where all is whole. */
export function damageText(notes: readonly ImageNote[]): string {
  return notes
    .filter(({ damage }) => damage)
    .map(({ text }) => text)
    .join(' ');
}
