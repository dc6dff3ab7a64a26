import type { CheckContext } from './checkContext.ts';
import { defaultSeverities, type ReportProblem } from './reportProblem.ts';

/** On what the front matter says of a signature that the text no longer is the text of. */
export function changedAfterSignOffProblems({ changedAfterSignOff }: CheckContext): ReportProblem[] {
  if (!changedAfterSignOff) return [];
  return [
    {
      code: 'changed-after-sign-off',
      range: changedAfterSignOff,
      severity: defaultSeverities['changed-after-sign-off'],
      message:
        'The text was changed after it was signed as final. Undo the change and write an addendum, or set the status back to preliminary and sign again.',
    },
  ];
}
