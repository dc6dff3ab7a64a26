import type { Domain, FindingKind, Place, PlannedFinding } from './phantom.ts';

/** How a domain's image is called: in answers, and by people who ask. */
export const IMAGE_NAMES: Record<Domain, { readonly name: string; readonly asked: readonly string[] }> = {
  chest_xray: {
    name: 'a chest X-ray',
    asked: ['film', 'chest film', 'chest X-ray', 'X-ray', 'radiograph', 'chest radiograph'],
  },
  ct_scan: { name: 'a CT scan of the abdomen', asked: ['scan', 'CT', 'CT scan', 'slice', 'abdominal CT'] },
  mri: { name: 'an MRI scan of the brain', asked: ['scan', 'MRI', 'MRI scan', 'slice', 'brain MRI'] },
  histology: { name: 'a histology slide', asked: ['slide', 'histology slide', 'section', 'tissue section', 'field'] },
  gross: { name: 'a gross pathology specimen', asked: ['specimen', 'gross specimen', 'organ', 'photograph', 'photo'] },
};

interface Wording {
  /** With its article, as answers say it. */
  readonly phrase: string;
  readonly plural: boolean;
  /** Other ways to ask for it, with article; unambiguous within its domain. */
  readonly asked: readonly string[];
  /** What the Findings section says when it is present (before the place) and when it is absent. */
  readonly present: string;
  readonly detail: string;
  readonly absent: string;
}

export const WORDING: Record<FindingKind, Wording> = {
  'pleural effusion': {
    phrase: 'a pleural effusion',
    plural: false,
    asked: ['an effusion', 'pleural fluid', 'fluid around the lung', 'fluid in the pleural space'],
    present: 'There is a pleural effusion',
    detail: ' with blunting of the costophrenic angle',
    absent: 'There is no pleural effusion.',
  },
  pneumothorax: {
    phrase: 'a pneumothorax',
    plural: false,
    asked: ['a collapsed lung', 'air in the pleural space', 'air around the lung'],
    present: 'There is a pneumothorax',
    detail: ' with a visible pleural line',
    absent: 'There is no pneumothorax.',
  },
  cardiomegaly: {
    phrase: 'cardiomegaly',
    plural: false,
    asked: ['an enlarged heart', 'enlargement of the heart', 'a big heart'],
    present: 'There is cardiomegaly',
    detail: '',
    absent: 'The heart size is normal.',
  },
  nodule: {
    phrase: 'a nodule',
    plural: false,
    asked: ['a lung nodule', 'a pulmonary nodule', 'a spot in the lung', 'a coin lesion'],
    present: 'There is a nodule',
    detail: '',
    absent: 'No nodule is seen.',
  },
  'kidney stone': {
    phrase: 'a kidney stone',
    plural: false,
    asked: ['a renal stone', 'a stone', 'a renal calculus', 'a stone in the kidney'],
    present: 'There is a kidney stone',
    detail: '',
    absent: 'There is no kidney stone.',
  },
  'renal cyst': {
    phrase: 'a renal cyst',
    plural: false,
    asked: ['a kidney cyst', 'a cyst', 'a cyst in the kidney'],
    present: 'There is a renal cyst',
    detail: '',
    absent: 'There is no renal cyst.',
  },
  'liver lesion': {
    phrase: 'a liver lesion',
    plural: false,
    asked: ['a hepatic lesion', 'a lesion in the liver', 'a liver mass', 'a liver metastasis'],
    present: 'There is a hypodense liver lesion',
    detail: '',
    absent: 'The liver is homogeneous.',
  },
  'brain tumour': {
    phrase: 'a brain tumour',
    plural: false,
    asked: ['a tumour', 'a brain tumor', 'a mass', 'a brain mass', 'a mass in the brain'],
    present: 'There is a brain tumour',
    detail: ' with surrounding oedema',
    absent: 'There is no brain tumour.',
  },
  'subdural haematoma': {
    phrase: 'a subdural haematoma',
    plural: false,
    asked: ['a subdural hematoma', 'a subdural collection', 'a subdural bleed', 'blood under the skull'],
    present: 'There is a subdural haematoma',
    detail: '',
    absent: 'There is no subdural haematoma.',
  },
  'white matter lesions': {
    phrase: 'white matter lesions',
    plural: true,
    asked: ['white matter hyperintensities', 'lesions in the white matter', 'bright spots in the white matter'],
    present: 'There are white matter lesions',
    detail: '',
    absent: 'The white matter is normal.',
  },
  'enlarged ventricles': {
    phrase: 'enlarged ventricles',
    plural: true,
    asked: ['dilated ventricles', 'large ventricles', 'signs of hydrocephalus'],
    present: 'There are enlarged ventricles',
    detail: '',
    absent: 'The ventricles are of normal size.',
  },
  necrosis: {
    phrase: 'necrosis',
    plural: false,
    asked: ['an area of necrosis', 'necrotic tissue', 'dead tissue'],
    present: 'There is necrosis',
    detail: '',
    absent: 'There is no necrosis.',
  },
  inflammation: {
    phrase: 'inflammation',
    plural: false,
    asked: ['an inflammatory infiltrate', 'inflammatory infiltration', 'a lymphocytic infiltrate'],
    present: 'There is inflammation',
    detail: ' with many lymphocytes',
    absent: 'There is no inflammation.',
  },
  'tumour nest': {
    phrase: 'a tumour nest',
    plural: false,
    asked: ['a tumour', 'a tumor', 'a nest of tumour cells', 'cancer', 'malignancy'],
    present: 'There is a tumour nest',
    detail: ' with large crowded nuclei',
    absent: 'There is no tumour nest.',
  },
  haemorrhage: {
    phrase: 'haemorrhage',
    plural: false,
    asked: ['a haemorrhage', 'hemorrhage', 'bleeding', 'an area of haemorrhage'],
    present: 'There is haemorrhage',
    detail: '',
    absent: 'There is no haemorrhage.',
  },
  cyst: {
    phrase: 'a cyst',
    plural: false,
    asked: ['a cystic lesion', 'a cavity', 'a cystic cavity'],
    present: 'There is a cyst',
    detail: ' with a thin wall',
    absent: 'There is no cyst.',
  },
  mass: {
    phrase: 'a mass',
    plural: false,
    asked: ['a solid mass', 'a tumour', 'a tumor', 'a growth', 'a nodule', 'malignancy'],
    present: 'There is a mass',
    detail: '',
    absent: 'There is no mass.',
  },
};

/** Sentences of the Findings section that hold for every phantom of the domain: what opens it and what closes it. */
export const FRAME: Record<Domain, { readonly opening: string; readonly closing: string }> = {
  chest_xray: { opening: 'The lungs are well expanded.', closing: 'The bones are intact.' },
  ct_scan: { opening: 'The spleen is normal.', closing: 'There is no free fluid.' },
  mri: { opening: 'The brain is symmetrical in outline.', closing: 'The skull is intact.' },
  histology: { opening: 'The section shows stroma with glands.', closing: 'The stain is adequate.' },
  gross: { opening: 'The specimen is seen on its cut surface.', closing: 'The outer surface is smooth.' },
};

/** Without its article. */
export function bare(phrase: string): string {
  return phrase.replace(/^an? /, '');
}

/** Where a finding is, as answers say it: `on the left`, `in the right upper zone`. */
export function location(kind: FindingKind, place: Place): string {
  if (place === 'left' || place === 'right') {
    return kind === 'kidney stone' || kind === 'renal cyst' ? `in the ${place} kidney` : `on the ${place}`;
  }
  return kind === 'liver lesion' ? `in the ${place.split(' ')[0]} part of the liver` : `in the ${place}`;
}

/** The place with a space before it, or nothing. */
export function atPlace(finding: PlannedFinding): string {
  return finding.place === undefined ? '' : ` ${location(finding.kind, finding.place)}`;
}
