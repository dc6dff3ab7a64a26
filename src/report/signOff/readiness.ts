import type { ProblemCode, ReportProblem } from '../checks/reportProblem.ts';
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

/** `openDrafts` are the model's texts that nobody has accepted, whether a check tells of them or not. */
export function readiness(problems: readonly ReportProblem[], openDrafts: readonly TextRange[]): Readiness {
  const others = problems.filter(({ code }) => code !== 'unreviewed-draft');
  const stops = ({ code, severity }: ReportProblem): boolean => severity === 'error' || code === 'template-field';
  const obstacles: Obstacle[] = [
    ...openDrafts.map(
      (range) =>
        ({ code: 'unreviewed-draft', range, message: 'A draft of the model that nobody has accepted.' }) as const,
    ),
    ...others.filter(stops),
  ].sort((a, b) => a.range.start - b.range.start);
  const warnings = others.filter((problem) => problem.severity === 'warning' && !stops(problem));
  const counts: Partial<Record<ProblemCode, number>> = {};
  for (const { code } of [...obstacles, ...warnings]) counts[code] = (counts[code] ?? 0) + 1;
  return { obstacles, warnings, canBeOverruled: !others.some(({ code }) => code === 'front-matter'), counts };
}
