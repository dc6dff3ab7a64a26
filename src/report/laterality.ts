import type { TextRange } from './textRange.ts';

export type Side = 'left' | 'right';

/** A finding with the side that the text gives it. */
export interface LateralFinding {
  /** The finding's stem, so that `effusion` and `effusions` are one. */
  readonly finding: string;
  readonly sides: readonly Side[];
  /** Where the word for the side stands. */
  readonly sideRange: TextRange;
}

/** Stems of findings that have a side: chest, abdomen, head, bones, and what a pathologist sees of them. */
const stems = [
  'abscess',
  'aneurysm',
  'atelecta',
  'calcul',
  'collaps',
  'consolidation',
  'contusion',
  'cyst',
  'dissection',
  'effusion',
  'embol',
  'fractur',
  'haematom',
  'haemorrhag',
  'hematom',
  'hemorrhag',
  'herni',
  'hydronephro',
  'hydropneumothora',
  'infarct',
  'infiltrat',
  'lesion',
  'mass',
  'metasta',
  'nodul',
  'opaci',
  'pneumonia',
  'pneumothora',
  'stenos',
  'stone',
  'thromb',
  'tumor',
  'tumour',
];

const findingPattern = new RegExp(`\\b(${stems.join('|')})[a-z]*`, 'gi');
const sidePattern = /\b(left|right|bilateral(?:ly)?|both)\b/gi;
const negation = /\b(no|not|without|absent|absence of|negative for|resolved)\b/i;

/**
 * The findings of a text that it affirms with a side: `left effusion`, `effusion on the left`, `bilateral nodules`. A
 * finding takes the side that follows it (`… on the left`), else the one before it in its clause. What is denied (`no
 * left effusion`) is left out.
 */
export function lateralFindings(text: string): LateralFinding[] {
  return clauses(text).flatMap(({ start, end }) => {
    const clause = text.slice(start, end);
    const sides = Array.from(clause.matchAll(sidePattern));
    const findings = Array.from(clause.matchAll(findingPattern));
    return findings.flatMap((match, index) => {
      if (negation.test(clause.slice(0, match.index))) return [];
      const next = findings[index + 1]?.index ?? clause.length;
      const behind = sides.find(
        (side) =>
          side.index > match.index &&
          side.index < next &&
          /\b(on|in|at|of)\s+(the\s+)?$/i.test(clause.slice(0, side.index)),
      );
      const side = behind ?? sides.findLast((one) => one.index < match.index);
      if (!side) return [];
      const at = start + side.index;
      return [
        {
          finding: (match[1] ?? '').toLowerCase(),
          sides: sidesOf(side[0]),
          sideRange: { start: at, end: at + side[0].length },
        },
      ];
    });
  });
}

function sidesOf(word: string): Side[] {
  const lower = word.toLowerCase();
  return lower === 'left' || lower === 'right' ? [lower] : ['left', 'right'];
}

function clauses(text: string): TextRange[] {
  return Array.from(text.matchAll(/(?:(?!\b(?:but|however|while|whereas)\b)[^.;,\r\n])+/gi), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}
