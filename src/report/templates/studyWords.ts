import { acquisitionTags, type AcquisitionTags } from '../acquisitionTags.ts';
import { bodyPartWords } from '../bodyPartWords.ts';
import { modalities, views } from '../technique.ts';

/** An image of a study: the tags that may go into words, and Study Date (0008,0020) as `20260827` or `2026-08-27`. */
export interface StudyImage extends AcquisitionTags {
  readonly studyDate?: string | undefined;
}

/** What a report calls a study; the others go by their name in a Technique. */
const shortNames: Readonly<Record<string, string>> = {
  CR: 'radiograph',
  CT: 'CT',
  DX: 'radiograph',
  IO: 'intra-oral radiograph',
  MR: 'MRI',
  PT: 'PET',
  XC: 'photograph',
};

/** The tags of an image in words, as they stand within a sentence. */
export interface StudyWords {
  readonly modality: string | undefined;
  readonly bodyPart: string | undefined;
  readonly side: 'left' | 'right' | 'bilateral' | undefined;
  readonly view: string | undefined;
}

/** The words of an image's tags; what is no code string of the standard has none. */
export function studyWords(image: AcquisitionTags): StudyWords {
  const { modality = '', bodyPart, viewPosition = '', laterality } = acquisitionTags(image);
  const name = own(modalities, modality);
  return {
    modality: own(shortNames, modality) ?? (name && name.charAt(0).toLowerCase() + name.slice(1)),
    bodyPart: bodyPartWords(bodyPart),
    side: laterality === 'L' ? 'left' : laterality === 'R' ? 'right' : laterality === 'B' ? 'bilateral' : undefined,
    view: own(views, viewPosition) ?? own(mammographyViews, viewPosition),
  };
}

/** PS3.16 CID 4014. */
const mammographyViews: Readonly<Record<string, string>> = {
  CC: 'craniocaudal',
  MLO: 'mediolateral oblique',
  ML: 'mediolateral',
  LM: 'lateromedial',
  XCCL: 'exaggerated craniocaudal',
};

function own(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
