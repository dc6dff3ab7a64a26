import type { Notice, ViewState } from '../../src/protocol/webview.ts';

/** A notice takes the place of the one of its kind about the same thing. */
export function withNotice(notices: readonly Notice[], notice: Notice): readonly Notice[] {
  return [...notices.filter(({ kind, subject }) => kind !== notice.kind || subject !== notice.subject), notice];
}

/**
 * The notices that still have something to say after a step of the chat: none after a new chat or another question, and
 * not that an image was refused once it has been added.
 */
export function standingNotices(
  notices: readonly Notice[],
  before: ViewState | undefined,
  after: ViewState,
): readonly Notice[] {
  if (before === undefined || notices.length === 0) return notices;
  if (before.conversationId !== after.conversationId || before.exchanges.length !== after.exchanges.length) return [];
  const known = new Set(before.images.map(({ id }) => id));
  const added = new Set(after.images.filter(({ id }) => !known.has(id)).map(({ name }) => name));
  return notices.filter(({ subject }) => !added.has(subject));
}
