/** The sections of a radiology report, in their usual order. */
export const sectionOrder = ['indication', 'technique', 'comparison', 'findings', 'impression'] as const;

export type SectionKind = (typeof sectionOrder)[number];

/** The name that a new heading gets. */
export const sectionTitles: Readonly<Record<SectionKind, string>> = {
  indication: 'Indication',
  technique: 'Technique',
  comparison: 'Comparison',
  findings: 'Findings',
  impression: 'Impression',
};

/** Names in use for the same section, lower case; histology and gross pathology reports included. */
const synonyms: Readonly<Record<SectionKind, readonly string[]>> = {
  indication: [
    'indication',
    'indications',
    'clinical indication',
    'history',
    'clinical history',
    'clinical information',
    'clinical details',
    'clinical data',
    'reason for exam',
    'reason for examination',
    'reason for study',
    'clinical question',
  ],
  technique: [
    'technique',
    'techniques',
    'procedure',
    'protocol',
    'method',
    'examination technique',
    'imaging technique',
  ],
  comparison: ['comparison', 'comparisons', 'comparison studies', 'prior studies', 'previous studies', 'priors'],
  findings: [
    'findings',
    'finding',
    'observations',
    'imaging findings',
    'radiographic findings',
    'microscopic description',
    'gross description',
    'macroscopic description',
  ],
  impression: [
    'impression',
    'impressions',
    'conclusion',
    'conclusions',
    'opinion',
    'diagnosis',
    'final diagnosis',
    'interpretation',
  ],
};

/** Labels that end the section before them, although the product has nothing to do with what they hold. */
const otherLabels: ReadonlySet<string> = new Set([
  'addendum',
  'attestation',
  'communication',
  'critical results',
  'dictated by',
  'electronically signed by',
  'exam',
  'examination',
  'patient',
  'recommendation',
  'recommendations',
  'reported by',
  'signature',
  'signed',
  'signed by',
  'study',
]);

const kinds = new Map<string, SectionKind>(
  sectionOrder.flatMap((kind) => synonyms[kind].map((name) => [name, kind] as const)),
);

/** What a heading's words say: a section of the report, another known part of one, or nothing known. */
export function sectionKind(title: string): SectionKind | 'other' | undefined {
  const name = title
    .replace(/[*_`]/g, '')
    .replace(/^\s*\d+[.)]\s*/, '')
    .replace(/\s*:\s*$/, '')
    .replace(/\s*\([^()]*\)\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
  return kinds.get(name) ?? (otherLabels.has(name) ? 'other' : undefined);
}
