/** What a template is for, as DICOM says it: Modality (0008,0060) and Body Part Examined (0018,0015). */
export interface TemplateSubject {
  readonly modalities: readonly string[];
  readonly bodyParts: readonly string[];
}

/**
 * Reads it from the words of a template: its title, its subject, the meanings of its own codes. English and German names;
 * codes of DICOM count in capitals only.
 */
export function templateSubject(words: readonly string[]): TemplateSubject {
  const modalities = new Set<string>();
  const bodyParts = new Set<string>();
  for (const text of words) {
    for (const [pattern, codes] of modalityWords)
      if (pattern.test(text)) for (const code of codes) modalities.add(code);
    for (const [pattern, code] of bodyPartWords) if (pattern.test(text)) bodyParts.add(code);
  }
  // An angiography by CT or MR is that.
  if (modalities.has('CT') || modalities.has('MR')) modalities.delete('XA');
  return { modalities: [...modalities], bodyParts: [...bodyParts] };
}

/** PS3.3 section C.7.3.1.1.1. A radiograph is a CR or a DX. */
const modalityWords: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /\b(?:CR|DX|XR|CXR)\b|(?<!\p{L})(?:[Xx][- ]?[Rr]ays?|[Rr]adiograph(?:s|y)?|[Rr]öntgen\p{L}*|projection radiography)(?!\p{L})/u,
    ['CR', 'DX'],
  ],
  [/\b(?:CT|CTA|HRCT|CTPA|CCTA)\b|[Cc]omputed tomograph|[Cc]omputertomogra/, ['CT']],
  [/\b(?:MR|MRI|MRA|MRV|MRCP|MRT)\b|[Mm]agnetic resonance|[Mm]agnetresonanz/, ['MR']],
  [/\bUS\b|[Uu]ltraso(?:und|nogra)|[Uu]ltraschall|\b[Ss]ono(?:gra\w+)?\b|[Dd]oppler/, ['US']],
  [/\bMG\b|[Mm]ammogra|[Tt]omosynthesis/, ['MG']],
  [/\b(?:PET|PT)\b|[Pp]ositron/, ['PT']],
  [/\b(?:NM|SPECT)\b|[Nn]uclear medicine|[Ss]cintigra|[Ss]zintigra/, ['NM']],
  [/\bRF\b|[Ff]luoroscop|[Dd]urchleuchtung/, ['RF']],
  [/\bXA\b|\b[Aa]ngiogra/, ['XA']],
];

/** PS3.16 Annex L. */
const bodyPartWords: readonly (readonly [RegExp, string])[] = (
  [
    ['chest|thorax|thoracic ct|lungs?|pulmonary|lunge', 'CHEST'],
    ['heart|cardiac|coronary|herz', 'HEART'],
    ['abdomen|abdominal', 'ABDOMEN'],
    ['pelvis|pelvic|becken', 'PELVIS'],
    ['brain|cranial|gehirn|hirn', 'BRAIN'],
    ['head', 'HEAD'],
    ['skull|schädel', 'SKULL'],
    ['neck|hals', 'NECK'],
    ['sinus|sinuses|paranasal sinuses', 'SINUS'],
    ['cervical spine|c[- ]spine|hws', 'CSPINE'],
    ['thoracic spine|t[- ]spine|bws', 'TSPINE'],
    ['lumbar spine|l[- ]spine|lumbosacral spine|lws', 'LSPINE'],
    ['breasts?|mamma|mammo\\p{L}*', 'BREAST'],
    ['liver|hepatic|leber', 'LIVER'],
    ['kidneys?|renal|nieren?', 'KIDNEY'],
    ['prostate|prostata', 'PROSTATE'],
    ['thyroid|schilddrüse', 'THYROID'],
    ['carotids?|carotis', 'CAROTID'],
    ['shoulder|schulter', 'SHOULDER'],
    ['elbow|ellenbogen', 'ELBOW'],
    ['wrist|handgelenk', 'WRIST'],
    ['hand', 'HAND'],
    ['hip|hüfte', 'HIP'],
    ['knee|knie', 'KNEE'],
    ['ankle|sprunggelenk', 'ANKLE'],
    ['foot|fuß', 'FOOT'],
  ] as const
).map(([words, code]) => [new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu'), code] as const);
