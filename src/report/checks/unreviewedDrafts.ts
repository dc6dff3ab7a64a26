import { t } from '@vscode/l10n';
import type { TextRange } from '../reading/textRange.ts';
import { defaultSeverities, type ReportProblem } from './reportProblem.ts';

/** The model's texts that nobody has accepted yet: on the first word of each, as all of it is marked already. */
export function unreviewedDrafts(text: string, drafts: readonly TextRange[]): ReportProblem[] {
  return drafts.flatMap(({ start, end }) => {
    const found = /\S+/.exec(text.slice(start, Math.min(end, start + 200)));
    if (!found) return [];
    const from = start + found.index;
    return [
      {
        code: 'unreviewed-draft',
        range: { start: from, end: from + found[0].length },
        severity: defaultSeverities['unreviewed-draft'],
        message: t`LLaVA-Med wrote this, and nobody has accepted it yet. Review it, then accept or discard it.`,
      },
    ];
  });
}
