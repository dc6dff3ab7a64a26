import { ImagingError } from '../intake/imagingErrors.ts';
import { leftOutText } from './leftOutText.ts';
import type { Study, StudyKind } from './study.ts';

const WHAT: Readonly<Record<StudyKind, string>> = {
  folder: 'is a folder without images',
  dicomdir: 'is a DICOMDIR without images',
  zip: 'is a ZIP without images that can be read',
  file: 'holds no image',
};

/** A study in which there is nothing to be seen. */
export function noImages({ kind, name, leftOut }: Study): ImagingError {
  const wayOut =
    kind === 'dicomdir' && leftOut.missing.length > 0
      ? 'Open the DICOMDIR where its files lie beside it, or a folder of images.'
      : leftOut.locked + leftOut.packed > 0
        ? 'Unpack the ZIP with your archive program and open the folder.'
        : 'Choose a folder, a DICOMDIR or a ZIP with DICOM images, or with PNG, JPEG, TIFF or WebP pictures.';
  return new ImagingError(
    'notAnImage',
    [`${name} ${WHAT[kind]}.`, leftOutText(leftOut), wayOut].filter(Boolean).join(' '),
  );
}
