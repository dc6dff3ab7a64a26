import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';
import { type ComposerEvents, composer } from './composer.ts';
import { type EmptyStateEvents, emptyState } from './emptyState.ts';
import { type EditEvents, editBanner } from './editBanner.ts';
import { exchangeList } from './exchangeList.ts';
import type { ExchangeEvents } from './exchangeView.ts';
import { type FindEvents, type FindFacts, findBar } from './findBar.ts';
import { type HeldQuestionEvents, heldQuestion } from './imageNotes.ts';
import { type NoticeEvents, noticeList } from './noticeList.ts';
import { type UndoEvents, undoLine } from './undoLine.ts';
import type { ViewModelState } from './viewModel.ts';

export interface PanelEvents
  extends
    ExchangeEvents,
    ComposerEvents,
    EmptyStateEvents,
    HeldQuestionEvents,
    NoticeEvents,
    EditEvents,
    UndoEvents,
    FindEvents {}

export interface PanelFacts {
  readonly model: ViewModelState;
  readonly draft: string;
  readonly hovering: boolean;
  /** Missing: nothing is sought. */
  readonly find: FindFacts | undefined;
}

/** The whole panel, from top to bottom. */
export function chatPanel({ model, draft, hovering, find }: PanelFacts, events: PanelEvents): TemplateResult {
  const { state } = model;
  if (state === undefined) return html`<main class="panel" data-testid="loading">${title()}</main>`;
  return html`<main class="panel" data-testid="panel">
    ${title()}
    ${(state.model?.isDemo ?? state.usesDemo) ? html`<div class="demo" data-testid="demo-notice" title=${t`The demo model knows synthetic phantoms only: its answers about real images mean nothing.`}>${icon('flask')}<span>${t`Demo model: synthetic phantoms only`}</span></div>` : nothing}
    ${find === undefined ? nothing : findBar(find, events)}
    <section class="transcript" data-testid="transcript" aria-label=${t`Conversation`} tabindex="0">
      <div class="content">
        ${state.exchanges.length === 0 ? emptyState(state.images.length > 0, events) : exchangeList(state, model, events)}
      </div>
    </section>
    ${noticeList(model.notices, events)} ${heldQuestion(state, events)} ${undoLine(state.undo, events)}
    ${editBanner(state, events)} ${composer(state, draft, events, model.asksClosed)}
    <p class="research" data-testid="research-notice">${t`Research software, not a medical device`}</p>
    ${hovering ? html`<div class="drop" data-testid="drop-target" aria-hidden="true"><span>${icon('image')}${t`Drop to add`}</span></div>` : nothing}
  </main>`;
}

/** Where a screen reader's list of headings begins; the editor shows the view's name above it. */
function title(): TemplateResult {
  return html`<h1 class="visually-hidden">${t`LLaVA-Med chat`}</h1>`;
}
