import { imageNote } from '../../display/imageNote.ts';

export const DAMAGED = imageNote(
  'pictureDamaged',
  'The file is damaged or cut short; what could be read is shown, the rest of the picture is missing and left empty or made up.',
);
