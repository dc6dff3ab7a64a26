import { t } from '@vscode/l10n';
import type { DraftGrouping, DraftOutcome } from '../../src/protocol/statisticsView.ts';

/** How each outcome is called. */
export function outcomeLabels(): Readonly<Record<DraftOutcome, string>> {
  // One text: elsewhere "Open" is what a button does.
  const [unchanged = '', edited = '', rejected = '', open = ''] =
    t`Accepted unchanged|Accepted with edits|Rejected|Open`.split('|');
  return { unchanged, edited, rejected, open };
}

/** The heading of a grouping's table, and of its first column. */
export const GROUPING_LABELS: Readonly<
  Record<DraftGrouping['kind'], () => { readonly heading: string; readonly column: string }>
> = {
  section: () => ({ heading: t`By section`, column: t`Section` }),
  model: () => ({ heading: t`By model`, column: t`Model` }),
  prompt: () => ({ heading: t`By prompt`, column: t`Prompt` }),
  month: () => ({ heading: t`Over time`, column: t`Month (UTC)` }),
};

/** "3 (25 %)": a whole per cent, and neither 0 nor 100 of what is not. Of nothing: the count alone. */
export function countAndShare(count: number, of: number): string {
  if (of === 0) return String(count);
  const percent = Math.round((100 * count) / of);
  const told = percent === 0 && count > 0 ? '<1' : percent === 100 && count < of ? '>99' : String(percent);
  return `${String(count)} (${told}\u00a0%)`;
}
