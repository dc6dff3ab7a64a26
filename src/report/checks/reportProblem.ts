import type { ContentChange, TextRange } from '../reading/textRange.ts';

export type Severity = 'error' | 'warning' | 'information';

/**
 * Every check with the severity that it has unless a person sets another. Names are stable, for people's settings and
 * scripts.
 */
export const defaultSeverities = {
  'front-matter': 'error',
  'missing-section': 'warning',
  'empty-section': 'information',
  'doubled-section': 'warning',
  laterality: 'warning',
  'laterality-tag': 'warning',
  'impression-unsupported': 'warning',
  contradiction: 'warning',
  'change-without-comparison': 'warning',
  'comparison-unused': 'information',
  level: 'warning',
  'measurement-unit': 'warning',
  'measurement-size': 'warning',
  'measurement-differs': 'warning',
  sex: 'warning',
  'template-field': 'warning',
  'critical-finding': 'warning',
  'unreviewed-draft': 'information',
  'outdated-draft': 'warning',
  'changed-after-sign-off': 'error',
} as const satisfies Record<string, Severity>;

export type ProblemCode = keyof typeof defaultSeverities;

/** Something in a report that a person should look at, with a way to put it right where that is sure. */
export interface ReportProblem {
  readonly code: ProblemCode;
  readonly range: TextRange;
  readonly message: string;
  readonly severity: Severity;
  readonly fix?: ProblemFix;
}

export interface ProblemFix {
  readonly title: string;
  readonly change: ContentChange;
}
