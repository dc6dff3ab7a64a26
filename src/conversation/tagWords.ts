/**
 * Words of an answer beside the codes that DICOM has for them: Modality (0008,0060), PS3.3 C.7.3.1.1.1, and Body Part
 * Examined (0018,0015), PS3.16 Annex L. Only words and codes whose meaning is beyond doubt stand here: a code that is
 * not listed contradicts nothing.
 */

export interface TagWord {
  /** What the note calls it. */
  readonly name: string;
  /** Whole words; abbreviations with their capitals, since `pet` is an animal. */
  readonly pattern: RegExp;
  /** Codes that agree with the word. */
  readonly codes: readonly string[];
}

const PROJECTION = ['CR', 'DX', 'RG', 'MG', 'PX', 'IO', 'RF', 'XA'];

export const MODALITY_WORDS: readonly TagWord[] = [
  {
    name: 'MRI',
    pattern: /\bMRIs?\b|\bMR (?=image|scan|imaging|study)|\b(?:m|M)agnetic resonance\b|\bT[12]-weighted\b/gu,
    codes: ['MR'],
  },
  {
    name: 'CT',
    pattern: /\b(?:CT|CAT)\b(?!\)? ratio)|\b(?:c|C)omputed tomograph|\b(?:c|C)omputerized tomograph/gu,
    codes: ['CT'],
  },
  {
    name: 'X-ray',
    pattern: /\b[Xx][ -]?rays?\b|\b(?:r|R)adiograph(?:s|y|ic)?\b|\b(?:p|P)lain films?\b/gu,
    codes: PROJECTION,
  },
  { name: 'mammogram', pattern: /\b(?:m|M)ammogra(?:m|ms|phy)\b/gu, codes: ['MG'] },
  {
    name: 'ultrasound',
    pattern: /\b(?:u|U)ltraso(?:und|nography|nogram)\b|\b(?:s|S)onogra(?:m|phy)\b|\b(?:e|E)chocardiogra(?:m|phy)\b/gu,
    codes: ['US', 'IVUS'],
  },
  { name: 'PET', pattern: /\bPET\b|\b(?:p|P)ositron emission\b/gu, codes: ['PT'] },
  {
    name: 'scintigraphy',
    pattern: /\b(?:s|S)cintigra(?:m|phy)\b|\bSPECT\b|\b(?:b|B)one scan\b/gu,
    codes: ['NM'],
  },
  {
    name: 'histology',
    pattern: /\b(?:h|H)isto(?:logy|logical|logic|pathology|pathological|pathologic)\b|\b(?:m|M)icroscop(?:y|ic)\b/gu,
    codes: ['SM', 'GM', 'XC'],
  },
  {
    name: 'fundus photograph',
    pattern: /\b(?:f|F)undus (?:photo|image)\w*/gu,
    codes: ['OP', 'OPM'],
  },
  { name: 'endoscopy', pattern: /\b(?:e|E)ndoscop(?:y|ic)\b|\b(?:c|C)olonoscopy\b/gu, codes: ['ES', 'XC'] },
];

/** Modalities that name a way of imaging; `OT`, `SC`, `DOC` and the like say nothing. */
export const MODALITY_CODES: ReadonlySet<string> = new Set(MODALITY_WORDS.flatMap(({ codes }) => codes));

/** Codes of a region and its neighbours, which the same image may well be said to show. */
const HEAD = [
  'HEAD',
  'BRAIN',
  'SKULL',
  'ORBIT',
  'FACE',
  'SINUS',
  'HEADNECK',
  'TEMPORALBONE',
  'PITUITARY',
  'IAC',
  'EYE',
];
const CHEST = ['CHEST', 'LUNG', 'THORAX', 'RIB', 'STERNUM', 'HEART', 'CHESTABDOMEN', 'CHESTABDPELVIS', 'WHOLEBODY'];
const ABDOMEN = ['ABDOMEN', 'LIVER', 'KIDNEY', 'PANCREAS', 'SPLEEN', 'ABDOMENPELVIS', 'CHESTABDOMEN', 'CHESTABDPELVIS'];
const PELVIS = ['PELVIS', 'HIP', 'ABDOMENPELVIS', 'CHESTABDPELVIS', 'PROSTATE', 'UTERUS', 'BLADDER', 'SACRUM'];

/** The part that an image is said to be of. A whole body agrees with all. */
export const BODY_PART_WORDS: readonly TagWord[] = [
  part('head', '(?:h|H)ead|(?:s|S)kull|(?:c|C)ranial', HEAD),
  part('brain', '(?:b|B)rain', HEAD),
  part('chest', '(?:c|C)hest|(?:t|T)horacic|(?:t|T)horax|(?:l|L)ungs?', CHEST),
  part('abdomen', '(?:a|A)bdom(?:en|inal)|(?:l|L)iver', [...ABDOMEN, 'PELVIS']),
  part('pelvis', '(?:p|P)elvi(?:s|c)', [...PELVIS, 'ABDOMEN']),
  part('breast', '(?:b|B)reasts?', ['BREAST', 'CHEST']),
  part('hand', '(?:h|H)ands?', ['HAND', 'WRIST', 'FINGER', 'THUMB', 'EXTREMITY']),
  part('wrist', '(?:w|W)rists?', ['WRIST', 'HAND', 'FOREARM', 'EXTREMITY']),
  part('elbow', '(?:e|E)lbows?', ['ELBOW', 'FOREARM', 'HUMERUS', 'EXTREMITY']),
  part('shoulder', '(?:s|S)houlders?', ['SHOULDER', 'CLAVICLE', 'SCAPULA', 'HUMERUS', 'EXTREMITY']),
  part('hip', '(?:h|H)ips?', ['HIP', 'PELVIS', 'FEMUR', 'EXTREMITY']),
  part('knee', '(?:k|K)nees?', ['KNEE', 'PATELLA', 'LEG', 'FEMUR', 'TIBIA', 'EXTREMITY']),
  part('ankle', '(?:a|A)nkles?', ['ANKLE', 'FOOT', 'LEG', 'TIBIA', 'EXTREMITY']),
  part('foot', '(?:f|F)oot|(?:f|F)eet', ['FOOT', 'ANKLE', 'TOE', 'CALCANEUS', 'EXTREMITY']),
];

export const BODY_PART_CODES: ReadonlySet<string> = new Set(BODY_PART_WORDS.flatMap(({ codes }) => codes));

/** Parts that a body has twice and an image shows one of: of these the file's side is the side of the part. */
export const PAIRED_PARTS =
  'breast|hand|wrist|forearm|elbow|shoulder|clavicle|scapula|humerus|radius|ulna|finger|thumb|hip|femur|thigh|knee|patella|tibia|fibula|leg|ankle|foot|heel|toe|eye|retina|fundus|ear';

/** Body parts of which Laterality is no side of a pair, whatever it says. */
export const UNPAIRED_CODES: ReadonlySet<string> = new Set(
  [...HEAD, ...CHEST, ...ABDOMEN, ...PELVIS].filter(
    (code) => !['EYE', 'ORBIT', 'HIP', 'KIDNEY', 'TEMPORALBONE', 'RIB', 'LUNG'].includes(code),
  ),
);

function part(name: string, words: string, codes: readonly string[]): TagWord {
  return { name, pattern: new RegExp(`\\b(?:${words})\\b`, 'gu'), codes: [...codes, 'WHOLEBODY'] };
}
