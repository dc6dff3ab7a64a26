import { defaultSeverities, type ProblemCode, type ReportProblem, type Severity } from './reportProblem.ts';

/** What a person sets for a check. */
export type SeverityChoice = Severity | 'off';

/** For the checks that a person has set; the others keep theirs. */
export type Severities = Partial<Record<ProblemCode, SeverityChoice>>;

export const severityChoices: readonly SeverityChoice[] = ['error', 'warning', 'information', 'off'];

export function isProblemCode(value: unknown): value is ProblemCode {
  return typeof value === 'string' && Object.hasOwn(defaultSeverities, value);
}

export function isSeverityChoice(value: unknown): value is SeverityChoice {
  return severityChoices.some((choice) => choice === value);
}

/** From a setting, which may hold anything: what is no check or no severity is left out. */
export function readSeverities(value: unknown): Severities {
  if (typeof value !== 'object' || value === null) return {};
  const severities: Severities = {};
  for (const [code, choice] of Object.entries(value))
    if (isProblemCode(code) && isSeverityChoice(choice)) severities[code] = choice;
  return severities;
}

/** The problems with the severities that a person wants; those that are off are left out. */
export function withSeverities<P extends ReportProblem>(problems: readonly P[], severities: Severities): P[] {
  return problems.flatMap((problem) => {
    const severity = severities[problem.code] ?? problem.severity;
    return severity === 'off' ? [] : [{ ...problem, severity }];
  });
}
