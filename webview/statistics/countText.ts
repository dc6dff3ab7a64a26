import type { DraftGrouping, DraftOutcome } from '../../src/protocol/statisticsView.ts';

/** How each outcome is called. */
export const OUTCOME_LABELS: Readonly<Record<DraftOutcome, string>> = {
  unchanged: 'Accepted unchanged',
  edited: 'Accepted with edits',
  rejected: 'Rejected',
  open: 'Open',
};

/** The heading of a grouping's table, and of its first column. */
export const GROUPING_LABELS: Readonly<
  Record<DraftGrouping['kind'], { readonly heading: string; readonly column: string }>
> = {
  section: { heading: 'By section', column: 'Section' },
  model: { heading: 'By model', column: 'Model' },
  prompt: { heading: 'By prompt', column: 'Prompt' },
  month: { heading: 'Over time', column: 'Month (UTC)' },
};

/** "3 (25 %)": a whole per cent, and neither 0 nor 100 of what is not. Of nothing: the count alone. */
export function countAndShare(count: number, of: number): string {
  if (of === 0) return String(count);
  const percent = Math.round((100 * count) / of);
  const told = percent === 0 && count > 0 ? '<1' : percent === 100 && count < of ? '>99' : String(percent);
  return `${String(count)} (${told}\u00a0%)`;
}
