import { acquisitionTags, type AcquisitionTags } from './acquisitionTags.ts';
import { bodyPartWords } from './bodyPartWords.ts';

/** DICOM PS3.3 C.7.3.1.1.1: the modalities of images, in words. */
export const modalities: Readonly<Record<string, string>> = {
  CR: 'Computed radiograph',
  CT: 'Computed tomography',
  DX: 'Digital radiograph',
  ES: 'Endoscopy',
  GM: 'General microscopy',
  IO: 'Intra-oral radiograph',
  MG: 'Mammogram',
  MR: 'Magnetic resonance imaging',
  NM: 'Nuclear medicine image',
  OP: 'Ophthalmic photograph',
  OPT: 'Ophthalmic tomography',
  PT: 'Positron emission tomography',
  PX: 'Panoramic radiograph',
  RF: 'Fluoroscopy',
  SM: 'Slide microscopy',
  US: 'Ultrasound',
  XA: 'X-ray angiography',
  XC: 'External-camera photograph',
};

/** DICOM PS3.3 C.8.1.2: view positions of projection radiography, in words. */
export const views: Readonly<Record<string, string>> = {
  AP: 'anteroposterior',
  PA: 'posteroanterior',
  LL: 'left lateral',
  RL: 'right lateral',
  LAT: 'lateral',
  LLD: 'left lateral decubitus',
  RLD: 'right lateral decubitus',
  LLO: 'left lateral oblique',
  RLO: 'right lateral oblique',
  LATERAL: 'lateral',
};

/**
 * A Technique section from the tags alone, one sentence for each kind of image; undefined when they name no modality.
 */
export function techniqueText(images: readonly AcquisitionTags[]): string | undefined {
  const sentences = new Set(images.flatMap((image) => sentence(acquisitionTags(image)) ?? []));
  return sentences.size === 0 ? undefined : [...sentences].join(' ');
}

function sentence({ modality, bodyPart, viewPosition, laterality }: AcquisitionTags): string | undefined {
  const what = modalities[modality ?? ''];
  if (what === undefined) return undefined;
  const side = { L: 'left ', R: 'right ' }[laterality ?? ''] ?? '';
  const words = bodyPartWords(bodyPart);
  const part = words === undefined ? '' : ` of the ${side}${words}`;
  const view = views[viewPosition ?? ''];
  return `${what}${part}${view === undefined ? '' : `, ${view} view`}.`;
}
