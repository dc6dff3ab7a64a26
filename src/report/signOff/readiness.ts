import { t } from '@vscode/l10n';
import type { ProblemCode, ReportProblem } from '../checks/reportProblem.ts';
import type { Severities } from '../checks/severities.ts';
import type { TextRange } from '../reading/textRange.ts';

/** What a person must see to, or overrule with a reason, before a report is signed as final. */
export type Obstacle = Pick<ReportProblem, 'code' | 'range' | 'message'>;

export interface Readiness {
  /** In the order of the text; empty: nothing stands in the way. */
  readonly obstacles: readonly Obstacle[];
  /** Said, but they do not stop: warnings. */
  readonly warnings: readonly Obstacle[];
  /** False: the front matter cannot be read, so nothing can be written into it. */
  readonly canBeOverruled: boolean;
  /** How many there are of each, obstacles and warnings. */
  readonly counts: Partial<Record<ProblemCode, number>>;
}

/** A text of the model that nobody has accepted. */
export interface OpenDraft extends TextRange {
  /** What is to be said of it; missing: only that it is one. */
  readonly message?: string;
}

/** What stands in the way whatever severity a person has set. */
const stopsAlways: readonly ProblemCode[] = ['template-field', 'changed-after-sign-off'];

/** The severities that count for signing: what always stands in its way is not off. */
export function signingSeverities(severities: Severities): Severities {
  return Object.fromEntries(
    Object.entries(severities).filter(
      ([code, choice]) => choice !== 'off' || !stopsAlways.some((always) => always === code),
    ),
  );
}

/** `openDrafts` count whether a check tells of them or not. */
export function readiness(problems: readonly ReportProblem[], openDrafts: readonly OpenDraft[]): Readiness {
  const others = problems.filter(({ code }) => code !== 'unreviewed-draft');
  const stops = ({ code, severity }: ReportProblem): boolean => severity === 'error' || stopsAlways.includes(code);
  const obstacles: Obstacle[] = [
    ...openDrafts.map(
      ({ start, end, message = t`A draft of the model that nobody has accepted.` }) =>
        ({ code: 'unreviewed-draft', range: { start, end }, message }) as const,
    ),
    ...others.filter(stops),
  ].sort((a, b) => a.range.start - b.range.start);
  const warnings = others.filter((problem) => problem.severity === 'warning' && !stops(problem));
  const counts: Partial<Record<ProblemCode, number>> = {};
  for (const { code } of [...obstacles, ...warnings]) counts[code] = (counts[code] ?? 0) + 1;
  return { obstacles, warnings, canBeOverruled: !others.some(({ code }) => code === 'front-matter'), counts };
}
