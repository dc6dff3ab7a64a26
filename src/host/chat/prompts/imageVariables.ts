import type { AttachedImage } from '../../../conversation/attachedImage.ts';
import { DOMAIN_WORDS } from '../../../conversation/prompts/chatPrompt.ts';
import type { PromptVariables } from '../../../conversation/prompts/fillPrompt.ts';
import { acquisitionTags } from '../../../report/acquisitionTags.ts';
import { bodyPartWords } from '../../../report/bodyPartWords.ts';

/** DICOM Modality (0008,0060), PS3.3 C.7.3.1.1.1, as a question says it. Others say nothing that is sure. */
const MODALITIES: Readonly<Record<string, string>> = {
  CR: 'X-ray',
  CT: 'CT',
  DX: 'X-ray',
  ES: 'endoscopy',
  GM: 'microscopy',
  IVUS: 'intravascular ultrasound',
  MG: 'mammography',
  MR: 'MRI',
  NM: 'nuclear medicine',
  OCT: 'optical coherence tomography',
  OPT: 'optical coherence tomography',
  PT: 'PET',
  PX: 'panoramic X-ray',
  RF: 'fluoroscopy',
  RG: 'X-ray',
  SM: 'slide microscopy',
  US: 'ultrasound',
  XA: 'angiography',
};

const SIDES: Readonly<Record<string, string>> = { L: 'left', R: 'right', B: 'both' };

/** What of a prompt the image says; what its file does not say is missing. */
export function imageVariables(image: AttachedImage | undefined): PromptVariables {
  if (image === undefined) return {};
  const {
    modality = '',
    bodyPart,
    laterality = '',
  } = acquisitionTags({
    modality: image.modality,
    bodyPart: image.bodyPart,
    laterality: image.laterality,
    viewPosition: undefined,
  });
  return said({
    modality: MODALITIES[modality] ?? (modality === '' && image.phantom ? PHANTOMS[image.phantom] : undefined),
    bodyPart: bodyPartWords(bodyPart) ?? (image.phantom === 'chest_xray' ? 'chest' : undefined),
    side: SIDES[laterality],
    view: image.role === 'frontal' || image.role === 'lateral' ? image.role : undefined,
    frame: frameWords(image),
    window: windowWords(image),
  });
}

const PHANTOMS = { ...DOMAIN_WORDS, chest_xray: 'X-ray' };

function frameWords({ slice, frame = 0, frames }: AttachedImage): string | undefined {
  if (slice) return `slice ${String(slice.number)} of ${String(slice.of)}`;
  return frames > 1 ? `frame ${String(frame + 1)} of ${String(frames)}` : undefined;
}

function windowWords({ window }: AttachedImage): string | undefined {
  return window && `window level ${short(window.center)}, width ${short(window.width)}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** Without what is undefined. */
function said(variables: { readonly [Name in keyof PromptVariables]: string | undefined }): PromptVariables {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined));
}
