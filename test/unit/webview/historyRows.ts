import type { FoundRow, HistoryRow } from '../../../src/protocol/historyView.ts';

/** A conversation of this workspace for tests. */
export function sampleRow(id: string, differing: Partial<HistoryRow> = {}): HistoryRow {
  return {
    ref: { workspace: 'w1', id },
    title: `Question ${id}`,
    workspaceName: 'ward',
    isOfThisWorkspace: true,
    questions: 3,
    images: 1,
    changedAt: new Date(2026, 2, 15, 9, 5).getTime(),
    pinned: false,
    archived: false,
    open: 'no',
    ...differing,
  };
}

export function sampleFound(row: HistoryRow): FoundRow {
  return { row, matches: [{ text: 'a small effusion', marks: [[8, 16]] }], matchCount: 1 };
}
