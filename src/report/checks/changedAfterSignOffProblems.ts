import { t } from '@vscode/l10n';
import type { CheckContext } from './checkContext.ts';
import { defaultSeverities, type ReportProblem } from './reportProblem.ts';

const messages = {
  changed: () =>
    t`The text was changed after it was signed as final. Undo the change and write an addendum, or set the status back to preliminary and sign again.`,
  notSigned: () =>
    t`This says final, but the report was not signed here: a signature is missing. Sign it as final, or take the word out.`,
} as const;

/** On what the front matter says of a signature that the text no longer is the text of. */
export function changedAfterSignOffProblems({ changedAfterSignOff }: CheckContext): ReportProblem[] {
  if (!changedAfterSignOff) return [];
  return [
    {
      code: 'changed-after-sign-off',
      range: { start: changedAfterSignOff.start, end: changedAfterSignOff.end },
      severity: defaultSeverities['changed-after-sign-off'],
      message: messages[changedAfterSignOff.why ?? 'changed'](),
    },
  ];
}
