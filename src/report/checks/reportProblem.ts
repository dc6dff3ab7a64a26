import type { ContentChange, TextRange } from '../reading/textRange.ts';

/** Stable names, for people's scripts. */
export type ProblemCode =
  | 'front-matter'
  | 'missing-section'
  | 'laterality'
  | 'change-without-comparison'
  | 'impression-unsupported'
  | 'unreviewed-draft';

/** Something in a report that a person should look at, with a way to put it right where that is sure. */
export interface ReportProblem {
  readonly code: ProblemCode;
  readonly range: TextRange;
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly fix?: ProblemFix;
}

export interface ProblemFix {
  readonly title: string;
  readonly change: ContentChange;
}
