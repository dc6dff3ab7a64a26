/** How an English name of a finding stands in a sentence: its number, its article. */

const irregularPlural = /(?:calculi|emboli|thrombi|bullae|diverticula|haematomata|hematomata)$/;

/** Of the last word of a name, in lower case. */
export function isPlural(noun: string): boolean {
  return irregularPlural.test(noun) || (/s$/.test(noun) && !/(?:ss|us|is|ascites)$/.test(noun));
}

const mass =
  /(?:megaly|o?edema|pneumonia|atelectasis|consolidation|emphysema|fibrosis|bronchiectasis|pathy|ascites|nephrosis|peritoneum|hydrocephalus|itis|iasis|calcinosis|air|gas|glass|fluid|ha?emorrhage|bleeding|thickening|blunting|narrowing|dilata?tion|isch(?:a)?emia|shadowing|haziness|thrombosis|embolism|malignancy|cancer|collapse|loss|disease|enlargement|opacification|honeycombing|torsion|ectasia|ectasis|necrosis|inflammation|tissue|dvt|sah|ich)$/;

/** Takes no article: `Is there cardiomegaly?` */
export function isMass(noun: string): boolean {
  return mass.test(noun);
}

/** `a` or `an`, by the sound of the first word; of capitals the first letter is spelt. */
export function articleFor(phrase: string): 'a' | 'an' {
  const first = /^[\p{L}\d]+/u.exec(phrase)?.[0] ?? '';
  if (first.length > 1 && first === first.toUpperCase() && !/\d/.test(first))
    return /^[AEFHILMNORSX]/.test(first) ? 'an' : 'a';
  return /^(?:[aeio](?!ne\b|nce\b|u)|ou|au|eu(?=stach)|u(?!ni|ri|re|se|ti)|hour|8|11|18)/i.test(first) ? 'an' : 'a';
}

/** Says what something is like, and names nothing: `dilated`, `stenotic`, `malignant`. */
export function isAdjective(word: string): boolean {
  return /(?:ed|ic|ous|al|ar|ant|ive|torn)$/.test(word) && word !== 'bleed';
}
