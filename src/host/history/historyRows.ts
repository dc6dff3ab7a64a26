import { isSameChat } from '../../chats/chatPlace.ts';
import type { ChatRef, ChatSummary, FoundChat } from '../../chats/chatSummary.ts';
import type { FoundRow, HistoryRow } from '../../protocol/historyView.ts';

/** From where the list is looked at. */
export interface Standpoint {
  readonly current: ChatRef;
  /** Of this window. */
  readonly workspace: string;
}

/** A conversation as the view shows it. */
export function historyRow(summary: ChatSummary, { current, workspace }: Standpoint): HistoryRow {
  const { ref, title, workspaceName, questions, images, changedAt, pinned, archived } = summary;
  return {
    ref: { workspace: ref.workspace, id: ref.id },
    ...{ title, workspaceName, questions, images, changedAt, pinned, archived },
    isOfThisWorkspace: ref.workspace === workspace,
    open: openIn(summary, current),
  };
}

export function foundRow({ summary, matches, matchCount }: FoundChat, standpoint: Standpoint): FoundRow {
  return {
    row: historyRow(summary, standpoint),
    matches: matches.map(({ text, marks }) => ({ text, marks: marks.map(([start, end]) => [start, end]) })),
    matchCount,
  };
}

/** The chat knows best what it shows; a list that was read a moment ago may still have the one before. */
function openIn({ ref, open }: ChatSummary, current: ChatRef): HistoryRow['open'] {
  if (isSameChat(ref, current)) return 'here';
  return open === 'elsewhere' ? 'elsewhere' : 'no';
}
