import type { Phrase } from './spokenPhrase.ts';

/** Names that stand for one another, those of the denial first: a haematoma is a haemorrhage. */
const names: readonly (readonly [denied: RegExp, held: RegExp])[] = [
  [/^(?:haemorr|hemorr|bleed)/, /^(?:haemorr|hemorr|bleed|haematom|hematom|sdh|sah|edh|ich)/],
  [/^(?:stone|calcul|nephrolith|urolith|lithiasis)/, /^(?:stone|calcul|nephrolith|urolith|lithiasis)/],
  [/^(?:gallstone|cholelith|stone|calcul)/, /^(?:gallstone|cholelith|stone|calcul)/],
  [/^(?:fractur|fx)/, /^(?:fractur|fx)/],
  [/^(?:thromb|dvt|clot)/, /^(?:thromb|dvt|clot)/],
  [/^(?:embol|pe$|pes$|filling|thromboemb)/, /^(?:embol|pe$|pes$|filling|thromboemb)/],
  [/^(?:adenop|lymph|enlarged)/, /^(?:adenop|lymph|enlarged)/],
  [/^(?:pneumothor|ptx)/, /^(?:pneumothor|ptx)/],
  [/^(?:effus|pleural)/, /^(?:effus|pleural|haemothor|hemothor)/],
  [/^(?:free|pneumoperi)/, /^(?:free|pneumoperi)/],
  [/^(?:enlarge|cardiomeg|heart|cardiac)/, /^(?:enlarge|cardiomeg|heart|cardiac|large)/],
];

/** A denial calls a finding what an affirmation calls it, or by a name that takes it in. */
export function isSameName(held: Phrase, denied: Phrase): boolean {
  const [one, other] = [held.tokens[held.from]?.word ?? '', denied.tokens[denied.from]?.word ?? ''];
  if (/^choledocho/.test(one) !== /^choledocho/.test(other)) return false;
  if (/^dvt/.test(other) && held.tokens.some(({ word }) => /^(?:superficial|saphenous)$/.test(word))) return false;
  if (/^(?:emphys|enfis)/.test(other) && gasIsBesideLungs(held) && !gasIsBesideLungs(denied)) return false;
  return (
    sharesStem(one, other) ||
    (other.length >= 5 && one.endsWith(other)) ||
    names.some(([a, b]) => a.test(other) && b.test(one))
  );
}

/** `Subcutaneous emphysema` is none of the lungs. */
function gasIsBesideLungs({ tokens, from }: Phrase): boolean {
  return tokens
    .slice(Math.max(0, from - 4), from)
    .some(({ word }) => /^(?:subcut|surgical|tissue|wall|orbital|mediastin|retroperi|subkutan)/.test(word));
}

/** The same word but for its ending. */
export function sharesStem(one: string, other: string): boolean {
  if (one === other) return true;
  const length = Math.min(5, one.length, other.length);
  return length >= 4 && one.slice(0, length) === other.slice(0, length);
}
