/** What can be said of a model and its projector before they are loaded: whether they are right for each other. */

export type Verdict = 'right' | 'suspicious' | 'wrong';

export type FindingCode =
  | 'widthMismatch'
  | 'swapped'
  | 'otherFamily'
  | 'otherCheckpoint'
  | 'otherName'
  | 'layersMissing'
  | 'oneLayerTooMany'
  | 'otherLayer'
  | 'noClassEmbedding'
  | 'classEmbeddingEmpty'
  | 'positionsUnfit'
  | 'noPreNorm'
  | 'otherActivation'
  | 'otherNormalisation'
  | 'tiles'
  | 'projectionUnfit'
  | 'otherTemplate'
  | 'otherRopeBase'
  | 'noProjector';

/** `message` says what is not as it should be, and why that matters; `remedy` what to do. */
export interface PairFinding {
  readonly verdict: 'suspicious' | 'wrong';
  readonly code: FindingCode;
  readonly message: string;
  readonly remedy: string;
  /** A copy of the projector can be written in which it is right. */
  readonly isMendable: boolean;
}

export interface PairReport {
  /** Of the worst finding. */
  readonly verdict: Verdict;
  readonly findings: readonly PairFinding[];
}

export function verdictOf(findings: readonly PairFinding[]): Verdict {
  if (findings.some(({ verdict }) => verdict === 'wrong')) return 'wrong';
  return findings.length > 0 ? 'suspicious' : 'right';
}

/** Whether the files can be described, and planned for, as one pair at all. */
export function areOnePair(findings: readonly PairFinding[]): boolean {
  return !findings.some(({ code }) => code === 'swapped' || code === 'widthMismatch');
}

/** Whether a copy of the projector would be right. */
export function canMend(findings: readonly PairFinding[]): boolean {
  return (
    findings.some(({ isMendable }) => isMendable) &&
    findings.every(({ isMendable, verdict }) => isMendable || verdict !== 'wrong')
  );
}
