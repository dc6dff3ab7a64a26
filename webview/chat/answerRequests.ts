import { t } from '@vscode/l10n';
import type { ToHost } from '../../src/protocol/webview.ts';
import type { EditEvents } from './editBanner.ts';
import type { AnswerEvents } from './answerFooter.ts';
import { withDetails } from './openParts.ts';
import type { QuestionEvents } from './questionActions.ts';
import type { UndoEvents } from './undoLine.ts';
import type { ViewModelState } from './viewModel.ts';

/** The chat's page, as far as the actions on questions and answers need it. */
export interface ActingView {
  model(): ViewModelState;
  update(change: Partial<ViewModelState>): void;
  post(message: ToHost): void;
  /** To screen readers. */
  say(text: string): void;
  /** Shows the end of the chat. */
  jump(): void;
  focusQuestion(): void;
  /** Gives the focus to what is found once the host has answered, where it was lost with what it was on. */
  focusNext(find: () => HTMLElement | null | undefined): void;
}

/** What a person does with a question or an answer, as requests to the host. */
export function answerRequests(view: ActingView): AnswerEvents & QuestionEvents & EditEvents & UndoEvents {
  const post = (message: ToHost): void => {
    view.post(message);
  };
  /** An answer will be written at the end. */
  const answered = (message: ToHost): void => {
    post(message);
    view.jump();
    view.focusQuestion();
  };
  return {
    onCopy: (exchangeId, as) => {
      post({ type: 'copy', exchangeId, as });
      view.say(t`Copied.`);
    },
    onInsert: (exchangeId) => {
      post({ type: 'insert', exchangeId });
    },
    onRegenerate: (exchangeId) => {
      answered({ type: 'regenerate', exchangeId });
    },
    onContinue: () => {
      answered({ type: 'continue' });
    },
    onSample: (exchangeId, count) => {
      post({ type: 'sample', exchangeId, count });
    },
    onVote: (exchangeId, vote) => {
      post({ type: 'vote', exchangeId, ...(vote !== undefined && { vote }) });
      view.say(vote === undefined ? t`Vote taken back.` : t`Vote kept.`);
    },
    onNote: (exchangeId, open) => {
      const { open: before } = view.model();
      if (open || before.note === exchangeId) view.update({ open: { ...before, note: open ? exchangeId : undefined } });
    },
    onDetails: (exchangeId, open) => {
      view.update({ open: withDetails(view.model().open, exchangeId, open) });
    },
    onShowVersion: (exchangeId, number) => {
      const exchanges = view.model().state?.exchanges ?? [];
      const place = exchanges.findIndex(({ id }) => id === exchangeId);
      const wanted = number < (exchanges[place]?.version?.number ?? 0) ? 'version-previous' : 'version-next';
      post({ type: 'showVersion', exchangeId, number });
      view.focusNext(() => {
        const versions = [...document.querySelectorAll('.exchange')][place]?.querySelector('.versions');
        return (
          versions?.querySelector<HTMLElement>(`[data-testid="${wanted}"]:not(:disabled)`) ??
          versions?.querySelector<HTMLElement>('button:not(:disabled)')
        );
      });
    },
    onEdit: ({ id, closed }) => {
      post({ type: 'edit', exchangeId: id });
      view.update({ asksClosed: closed === true });
      view.focusQuestion();
    },
    onStopEditing: () => {
      post({ type: 'stopEditing' });
      view.update({ asksClosed: false });
      view.focusQuestion();
    },
    onBranch: (exchangeId) => {
      post({ type: 'branch', exchangeId });
      view.focusQuestion();
    },
    onDelete: (exchangeId) => {
      post({ type: 'deleteExchange', exchangeId });
      view.focusNext(() => document.querySelector<HTMLElement>('[data-testid="undo"]'));
    },
    onUndo: () => {
      post({ type: 'undo' });
      view.focusQuestion();
    },
  };
}
