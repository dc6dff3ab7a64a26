/**
 * Observations by our own rules after CheXpert's list (Irvin et al. 2019, table 1). The list is theirs; the rules are
 * those of this product's report checks. It is not the CheXpert labeler, not CheXbert, RadGraph or GREEN, and its
 * figures cannot be set beside theirs. As in CheXpert's labels nothing is propagated: a consolidation states no opacity.
 */
import type { TextRange } from '../../report/reading/textRange.ts';
import { readStatements, type ReportStatements, type Statement } from './reportStatements.ts';

export const OBSERVATIONS = [
  'No Finding',
  'Enlarged Cardiomediastinum',
  'Cardiomegaly',
  'Lung Lesion',
  'Lung Opacity',
  'Edema',
  'Consolidation',
  'Pneumonia',
  'Atelectasis',
  'Pneumothorax',
  'Pleural Effusion',
  'Pleural Other',
  'Fracture',
  'Support Devices',
] as const;
export type Observation = (typeof OBSERVATIONS)[number];

/** The five of CheXpert's competition. */
export const COMPETITION: readonly Observation[] = [
  'Atelectasis',
  'Cardiomegaly',
  'Consolidation',
  'Edema',
  'Pleural Effusion',
];

export type ObservationState = 'present' | 'absent' | 'uncertain' | 'unmentioned';
export type Laterality = 'left' | 'right' | 'bilateral';

export interface ObservationLabel {
  readonly state: ObservationState;
  /** As the sentences give them that decide the state: `left` and `bilateral` may both be there. */
  readonly sides: readonly Laterality[];
  /** The sentences that decide the state; offsets in the text. */
  readonly sentences: readonly TextRange[];
}

export type ReportLabels = Readonly<Record<Observation, ObservationLabel>>;

/** The findings of the reading that state each observation wherever they are. */
const anywhere: Partial<Record<Observation, string>> = {
  'Enlarged Cardiomediastinum': 'wide mediastinum',
  Cardiomegaly: 'cardiomegaly',
  Edema: 'congestion',
  Consolidation: 'consolidation',
  Pneumonia: 'pneumonia',
  Pneumothorax: 'pneumothorax',
  'Pleural Effusion': 'effusion|blunting',
  'Pleural Other': 'thickening|plaque|pleural scar',
  Fracture: 'fracture|vertebral compression',
  'Support Devices': 'support device|airway tube|feeding tube|chest tube|central line|pacemaker',
};
/** Those that do in the lung, or in a chest report that names no organ with them. */
const inTheLung: Partial<Record<Observation, string>> = {
  'Lung Lesion': 'nodule|mass|lesion|tumour|metastasis|granuloma|cavity',
  'Lung Opacity': 'opacity|infiltrate|interstitial markings|scar|density|fibrosis',
  Edema: 'oedema',
  Pneumonia: 'infection',
  Atelectasis: 'atelectasis',
};

const byFinding = inverted(anywhere);
const byFindingInLung = inverted(inTheLung);

function inverted(lists: Partial<Record<Observation, string>>): ReadonlyMap<string, Observation> {
  const pairs = Object.entries(lists) as [Observation, string][];
  return new Map(
    pairs.flatMap(([observation, findings]) => findings.split('|').map((finding) => [finding, observation] as const)),
  );
}

/** The observation that a finding states; undefined for one that CheXpert's list has no place for. */
export function observationOf(
  { finding, organs }: Pick<Statement, 'finding' | 'organs'>,
  region: ReportStatements['region'],
): Observation | undefined {
  const sure = byFinding.get(finding);
  if (sure) return sure;
  const inLung = organs.length === 0 ? region !== 'other' : organs.includes('lung');
  return inLung ? byFindingInLung.get(finding) : undefined;
}

/** A blunted angle is a small effusion or an old scar: it may be one. */
export function assertionFor({ finding, assertion }: Statement): Statement['assertion'] {
  return finding === 'blunting' && assertion === 'affirmed' ? 'uncertain' : assertion;
}

/** The 14 observations of a report; `No Finding` is present where nothing but devices is, findings beyond the list counted. */
export function labelReport(text: string): ReportLabels {
  return labelStatements(readStatements(text));
}

export function labelStatements({ statements, region, hasText }: ReportStatements): ReportLabels {
  const stated = new Map<Observation | 'other', Statement[]>();
  for (const statement of statements) {
    const observation = observationOf(statement, region) ?? 'other';
    const one = { ...statement, assertion: assertionFor(statement) };
    stated.set(observation, [...(stated.get(observation) ?? []), one]);
  }
  const labels = Object.fromEntries(
    OBSERVATIONS.map((observation) => [observation, labelOf(stated.get(observation) ?? [])]),
  ) as Record<Observation, ObservationLabel>;
  const isHeld = [...stated].some(
    ([observation, said]) => observation !== 'Support Devices' && said.some(({ assertion }) => assertion !== 'denied'),
  );
  const state = !hasText ? 'unmentioned' : isHeld ? 'absent' : 'present';
  return { ...labels, 'No Finding': { state, sides: [], sentences: [] } };
}

const order = { affirmed: 'present', uncertain: 'uncertain', denied: 'absent' } as const;

/** What is affirmed anywhere is present; what is uncertain anywhere, and nowhere affirmed, is uncertain. */
export function labelOf(statements: readonly Statement[]): ObservationLabel {
  for (const [assertion, state] of Object.entries(order)) {
    const said = statements.filter((one) => one.assertion === assertion);
    if (said.length === 0) continue;
    const starts = new Map(said.map(({ sentence }) => [sentence.start, sentence]));
    return { state, sides: lateralities(said), sentences: [...starts.values()] };
  }
  return { state: 'unmentioned', sides: [], sentences: [] };
}

function lateralities(statements: readonly Statement[]): Laterality[] {
  const named = new Set(
    statements.flatMap(({ sides: [first, second] }): Laterality[] =>
      first === undefined ? [] : [second === undefined ? first : 'bilateral'],
    ),
  );
  return (['left', 'right', 'bilateral'] as const).filter((one) => named.has(one));
}
