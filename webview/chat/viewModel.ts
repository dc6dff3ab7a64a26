import type { Notice, Picture, Progress, ToView, ViewState } from '../../src/protocol/webview.ts';
import { activeImages, lastExchange } from '../../src/conversation/conversation.ts';
import { standingNotices, withNotice } from './notices.ts';

/** An enlarged image: the pictures come one after the other, the one that the model sees last. */
export interface Preview {
  readonly imageId: string;
  readonly shown?: Picture;
  readonly seen?: Picture;
  readonly failure?: string;
}

export interface ViewModelState {
  /** Undefined until the host has answered `ready`. */
  readonly state: ViewState | undefined;
  readonly progress: Progress | undefined;
  readonly notices: readonly Notice[];
  readonly preview: Preview | undefined;
}

export const initialState: ViewModelState = { state: undefined, progress: undefined, notices: [], preview: undefined };

/**
 * The state after a message of the host, or `outOfStep` when the view has missed something and must ask for everything.
 */
export function receive(before: ViewModelState, message: ToView): ViewModelState | 'outOfStep' {
  switch (message.type) {
    case 'state': {
      const running = message.state.exchanges.at(-1)?.answer.state === 'running';
      const notices = standingNotices(before.notices, before.state, message.state);
      return { ...before, state: message.state, notices, progress: running ? before.progress : undefined };
    }
    case 'delta':
      return append(before, message.exchangeId, message.offset, message.text);
    case 'progress':
      return { ...before, progress: message.progress };
    case 'preview': {
      if (before.preview?.imageId !== message.imageId) return before;
      const { imageId, shown, seen } = message;
      return { ...before, preview: { imageId, shown, ...(seen === undefined ? {} : { seen }) } };
    }
    case 'previewFailed': {
      if (before.preview?.imageId !== message.imageId) return before;
      return { ...before, preview: { ...before.preview, failure: message.message } };
    }
    case 'notice':
      return { ...before, notices: withNotice(before.notices, message.notice) };
    case 'draft':
    case 'focus':
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

/** What a screen reader is told of a step from one state to the next; undefined when nothing was completed. */
export function announcement(before: ViewState | undefined, after: ViewState | undefined): string | undefined {
  if (before === undefined || after === undefined || before.conversationId !== after.conversationId) return undefined;
  const [was, is] = [lastExchange(before), lastExchange(after)];
  if (is !== undefined && was?.id === is.id && was.answer.state === 'running' && is.answer.state !== 'running') {
    if (is.answer.state === 'failed') return `No complete answer. ${is.answer.failure?.message ?? ''}`;
    return `${is.answer.state === 'stopped' ? 'Stopped' : 'Answer'}: ${is.answer.text}`;
  }
  const waiting = after.queued.at(-1);
  if (waiting !== undefined && after.queued.length > before.queued.length)
    return `Waiting, to be asked after this answer: ${waiting.question}`;
  const known = new Set(before.images.map(({ id }) => id));
  const added = activeImages(after).filter(({ id }) => !known.has(id));
  if (added.length === 0) return undefined;
  const doubts = added.flatMap(({ notes }) => notes.map(({ text }) => text));
  return [`Added ${added.map(({ name }) => name).join(', ')}.`, ...doubts].join(' ');
}
