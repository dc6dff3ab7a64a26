import type { TextRange } from '../reading/textRange.ts';
import type { ReportProblem } from './reportProblem.ts';

/** The model's texts that nobody has accepted yet: on the first word of each, as all of it is marked already. */
export function unreviewedDrafts(text: string, drafts: readonly TextRange[]): ReportProblem[] {
  return drafts.map(({ start, end }) => ({
    code: 'unreviewed-draft',
    range: { start, end: start + (/^\S+/.exec(text.slice(start, Math.min(end, start + 200)))?.[0].length ?? 0) },
    severity: 'information',
    message: 'LLaVA-Med wrote this, and nobody has accepted it yet. Review it, then accept or discard it.',
  }));
}
