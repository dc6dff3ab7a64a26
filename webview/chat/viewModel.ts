import { t } from '@vscode/l10n';
import { agreementText } from './agreementText.ts';
import type { Notice, Progress, ToView, ViewState } from '../../src/protocol/webview.ts';
import { activeImages, lastExchange } from '../../src/conversation/conversation.ts';
import { chancesText } from './chancesText.ts';
import { standingNotices, withNotice } from './notices.ts';
import { type OpenParts, NOTHING_OPEN } from './openParts.ts';
import { type Preview, previewAfter, withPicture } from './preview.ts';
import { sharedState } from './sharedState.ts';

export interface ViewModelState {
  /** Undefined until the host has answered `ready`. */
  readonly state: ViewState | undefined;
  readonly progress: Progress | undefined;
  readonly notices: readonly Notice[];
  readonly preview: Preview | undefined;
  readonly open: OpenParts;
  /** The next question asks for yes or no. */
  readonly asksClosed: boolean;
}

export const initialState: ViewModelState = {
  state: undefined,
  progress: undefined,
  notices: [],
  preview: undefined,
  open: NOTHING_OPEN,
  asksClosed: false,
};

/**
 * The state after a message of the host, or `outOfStep` when the view has missed something and must ask for everything.
 */
export function receive(before: ViewModelState, message: ToView): ViewModelState | 'outOfStep' {
  switch (message.type) {
    case 'state': {
      const running = message.state.exchanges.at(-1)?.answer.state === 'running';
      const notices = standingNotices(before.notices, before.state, message.state);
      const state = sharedState(before.state, message.state);
      const preview = previewAfter(before.preview, before.state, state);
      return { ...before, state, notices, preview, progress: running ? before.progress : undefined };
    }
    case 'delta':
      return append(before, message.exchangeId, message.offset, message.text);
    case 'progress':
      return { ...before, progress: message.progress };
    case 'preview':
    case 'fullPicture':
    case 'previewFailed':
      return { ...before, preview: withPicture(before.preview, message) };
    case 'notice':
      return { ...before, notices: withNotice(before.notices, message.notice) };
    case 'draft':
    case 'focus':
    case 'find':
    case 'insertPrompt':
      return before;
  }
}

function append(
  before: ViewModelState,
  exchangeId: string,
  offset: number,
  text: string,
): ViewModelState | 'outOfStep' {
  const { state } = before;
  const last = state?.exchanges.at(-1);
  if (state === undefined || last?.id !== exchangeId || last.answer.text.length !== offset) return 'outOfStep';
  const grown = { ...last, answer: { ...last.answer, text: last.answer.text + text } };
  return { ...before, state: { ...state, exchanges: [...state.exchanges.slice(0, -1), grown] } };
}

/** The text itself has been said while it was written (`SentenceAnnouncer`). */
function ending({ state, chances }: ViewState['exchanges'][number]['answer']): string {
  const end =
    state === 'stopped'
      ? t`Stopped.`
      : state === 'cut'
        ? t`The answer was cut at the token limit.`
        : t`Answer complete.`;
  return chances === undefined ? end : `${end} ${chancesText(chances)}.`;
}

/** What a screen reader is told of a step from one state to the next; undefined when nothing was completed. */
export function announcement(before: ViewState | undefined, after: ViewState | undefined): string | undefined {
  if (before === undefined || after === undefined || before.conversationId !== after.conversationId) return undefined;
  const [was, is] = [lastExchange(before), lastExchange(after)];
  if (is !== undefined && was?.id === is.id && was.answer.state === 'running' && is.answer.state !== 'running') {
    if (is.answer.state === 'failed') return `${t`No complete answer.`} ${is.answer.failure?.message ?? ''}`;
    return ending(is.answer);
  }
  if (before.sampling !== undefined && after.sampling === undefined) {
    const sampled = after.exchanges.find(({ id }) => id === before.sampling?.exchangeId);
    return sampled?.agreement === undefined ? undefined : agreementText(sampled.agreement.groups);
  }
  const waiting = after.queued.at(-1);
  if (waiting !== undefined && after.queued.length > before.queued.length)
    return t`Waiting, to be asked after this answer: ${waiting.question}`;
  const known = new Set(before.images.map(({ id }) => id));
  const added = activeImages(after).filter(({ id }) => !known.has(id));
  if (added.length === 0) return undefined;
  const doubts = added.flatMap(({ notes }) => notes.map(({ text }) => text));
  return [t`Added ${added.map(({ name }) => name).join(', ')}.`, ...doubts].join(' ');
}
