import type { TextRange } from '../reading/textRange.ts';

/** `FRAX: hip fracture 3%`, `fracture risk`, `risk of embolism`, `fracture clinic`: a finding that this study does not have. */
export function isFeared(text: string, { start, end }: TextRange): boolean {
  const before = risk.exec(text.slice(Math.max(0, start - reach), start));
  return (before !== null && !cause.test(before[0])) || named.test(text.slice(end, end + 40));
}

/** So many characters before a finding may say so, within its sentence. */
const reach = 140;
const risk =
  /\b(?:frax|(?:risk|probability|likelihood)\s(?:of|for)|prevent(?:ion of|ing)?|prophylaxis\s(?:of|for|against)|pr(?:one|edispos\w+)\sto)\b(?:[^.;]|\.\d)*$/i;
/** `Risk of rupture due to the dissection`. */
const cause = /\b(?:due|from|because|given|secondary|caused)\b/i;
const named =
  /^\s+(?:risk|probability|threshold|prevention|prophylaxis|clinic|liaison|protocol|surgery|repair|fixation)\b/i;
