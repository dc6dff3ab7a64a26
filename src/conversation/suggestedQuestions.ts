/**
 * Questions to offer for an image, by its DICOM Modality (0008,0060): short ones of the kind that LLaVA-Med was tuned
 * and tested on.
 */

const DESCRIBE = [
  'Describe the image.',
  'Is this image normal?',
  'Where is the abnormality?',
  'What modality is this?',
];

const CHEST_FILM = [
  'Is there a pleural effusion?',
  'Is there a pneumothorax?',
  'Is the heart enlarged?',
  'Describe the image.',
  'Is this image normal?',
  'Where is the abnormality?',
];
const SLIDE = [
  'Describe the image.',
  'Is there evidence of malignancy?',
  'Is this image normal?',
  'What modality is this?',
];

const BY_MODALITY: Readonly<Record<string, readonly string[]>> = {
  CR: CHEST_FILM,
  DX: CHEST_FILM,
  RG: CHEST_FILM,
  CT: DESCRIBE,
  MR: DESCRIBE,
  SM: SLIDE,
  GM: SLIDE,
  XC: SLIDE,
};

/** For files that do not say what they show, such as a PNG. */
const UNKNOWN = [
  'What modality is this?',
  'Describe the image.',
  'Is this image normal?',
  'Where is the abnormality?',
  'Is there a pleural effusion?',
  'Is there a pneumothorax?',
];

export function suggestedQuestions(modality: string | undefined): readonly string[] {
  return (modality === undefined ? undefined : BY_MODALITY[modality.trim().toUpperCase()]) ?? UNKNOWN;
}
