import { t } from '@vscode/l10n';
import { ImagingError } from '../intake/imagingErrors.ts';
import { leftOutText } from './leftOutText.ts';
import type { Study, StudyKind } from './study.ts';

function what(kind: StudyKind, name: string): string {
  switch (kind) {
    case 'folder':
      return t`${name} is a folder without images.`;
    case 'dicomdir':
      return t`${name} is a DICOMDIR without images.`;
    case 'zip':
      return t`${name} is a ZIP without images that can be read.`;
    case 'file':
      return t`${name} holds no image.`;
  }
}

/** A study in which there is nothing to be seen. */
export function noImages({ kind, name, leftOut }: Study): ImagingError {
  const wayOut =
    kind === 'dicomdir' && leftOut.missing.length > 0
      ? t`Open the DICOMDIR where its files lie beside it, or a folder of images.`
      : leftOut.locked + leftOut.packed > 0
        ? t`Unpack the ZIP with your archive program and open the folder.`
        : t`Choose a folder, a DICOMDIR or a ZIP with DICOM images, or with PNG, JPEG, TIFF or WebP pictures.`;
  return new ImagingError('notAnImage', [what(kind, name), leftOutText(leftOut), wayOut].filter(Boolean).join(' '));
}
