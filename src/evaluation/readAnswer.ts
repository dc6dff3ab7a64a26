/** What an answer says, read from its words alone. */
import type { Domain, FindingKind, Place } from '../phantoms/phantom.ts';
import { DOMAINS, kindsOf, placesOf } from '../phantoms/phantom.ts';
import { bare, WORDING } from '../phantoms/wording.ts';

export interface StatedFinding {
  readonly kind: FindingKind;
  /** Every place that its sentence names. */
  readonly places: readonly Place[];
}

const MODALITY_WORDS: Record<Domain, RegExp> = {
  chest_xray: /\bchest (x-ray|film|radiograph)\b/i,
  ct_scan: /\bCT\b/,
  mri: /\bMRI?\b/,
  histology: /\b(histology|tissue section)\b/i,
  gross: /\bgross\b/i,
};
const NEGATION = /\b(no|not|without|absent|normal|clear)\b/i;

/** The one modality that the answer names; undefined for none or several. */
export function statedModality(answer: string): Domain | undefined {
  const named = DOMAINS.filter((domain) => MODALITY_WORDS[domain].test(answer));
  return named.length === 1 ? named[0] : undefined;
}

export function statedYesNo(answer: string): 'yes' | 'no' | undefined {
  const word = /^\W*(yes|no)\b/i.exec(answer)?.[1]?.toLowerCase();
  return word === 'yes' || word === 'no' ? word : undefined;
}

/**
 * The findings of a domain that the answer affirms, sentence by sentence. A negated sentence affirms nothing, but for
 * "No, the ... is on the left."
 */
export function statedFindings(answer: string, domain: Domain): StatedFinding[] {
  const sentences = answer.replace(/^\W*(yes|no), /i, '').split(/(?<=[.;\n])\s*/);
  return sentences
    .filter((sentence) => !NEGATION.test(sentence))
    .flatMap((sentence) => {
      const lower = sentence.toLowerCase();
      return kindsOf(domain)
        .filter((kind) => lower.includes(bare(WORDING[kind].phrase)))
        .map((kind) => ({ kind, places: placesOf(kind).filter((place) => namesPlace(lower, place)) }));
    });
}

function namesPlace(sentence: string, place: Place): boolean {
  if (place.endsWith('liver')) return new RegExp(`\\b${place.split(' ')[0] ?? ''}\\b`).test(sentence);
  return new RegExp(`\\b${place}\\b`).test(sentence);
}
