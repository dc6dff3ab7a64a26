import { Option } from 'commander';
import { defaultSeverities } from '../report/checks/reportProblem.ts';
import { isProblemCode, isSeverityChoice, severityChoices, type Severities } from '../report/checks/severities.ts';
import { UsageError } from './usageError.ts';

/** `--severity sex=off`, as often as wanted; of one check the last counts. */
export function severityOption(): Option {
  return new Option(
    '--severity <code=level>',
    `another severity for a check, or off; may be repeated (levels: ${severityChoices.join(', ')})`,
  ).argParser((value: string, before: Severities | undefined): Severities => ({ ...before, ...oneSeverity(value) }));
}

function oneSeverity(value: string): Severities {
  const [code = '', level, ...more] = value.split('=');
  if (level === undefined || more.length > 0)
    throw new UsageError(`--severity is a check and a level, such as sex=off; not "${value}".`);
  if (!isProblemCode(code))
    throw new UsageError(
      `--severity knows no check "${code}". The checks are ${Object.keys(defaultSeverities).join(', ')}.`,
    );
  if (!isSeverityChoice(level))
    throw new UsageError(`--severity of ${code} is ${severityChoices.join(', ')}; not "${level}".`);
  return { [code]: level };
}
