import type { ProblemCode } from '../checks/reportProblem.ts';

/** Draft (also: nothing is said), Preliminary, Final. */
export type ReportStatus = 'draft' | 'preliminary' | 'final';

/** Why a report was signed although problems stand in it. */
export const OVERRIDE_REASONS = ['urgent', 'checkIsWrong', 'reviewedElsewhere', 'other'] as const;

export type OverrideReason = (typeof OVERRIDE_REASONS)[number];

/** A line of the sidecar about the whole report: its state was changed by a person. Hashes, ids and counts only. */
export interface SignOffRecord {
  readonly version: 1;
  readonly event: 'status' | 'addendum';
  readonly status: ReportStatus;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** SHA-256 of what was signed (`signedText`). */
  readonly content: string;
  readonly override: {
    readonly reason: OverrideReason;
    /** How many of each check's problems stood. */
    readonly problems: Partial<Record<ProblemCode, number>>;
  } | null;
  /** What became of each draft that was accepted. */
  readonly drafts: readonly {
    readonly proposal: string;
    readonly editDistance: number | null;
    /** How many of its sentences stand unchanged, of how many. */
    readonly unchangedSentences: number;
    readonly sentences: number;
  }[];
}
