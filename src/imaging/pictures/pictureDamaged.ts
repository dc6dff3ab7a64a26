import { t } from '@vscode/l10n';
import { imageNote, type ImageNote } from '../../display/imageNote.ts';

export function pictureDamaged(): ImageNote {
  return imageNote(
    'pictureDamaged',
    t`The file is damaged or cut short; what could be read is shown, the rest of the picture is missing and left empty or made up.`,
  );
}
