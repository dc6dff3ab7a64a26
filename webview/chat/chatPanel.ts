import { type TemplateResult, nothing } from 'lit-html';
import { type Ref } from 'lit-html/directives/ref.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { firstToldExchange } from '../../src/conversation/modelTurns.ts';
import type { ViewState } from '../../src/protocol/webview.ts';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';
import type { BlobUrls } from './blobUrls.ts';
import { type ComposerEvents, composer } from './composer.ts';
import { type EmptyStateEvents, emptyState } from './emptyState.ts';
import { type ExchangeEvents, exchangeView } from './exchangeView.ts';
import { type HeldQuestionEvents, heldQuestion } from './imageNotes.ts';
import { type NumberedImage, numberedImages } from './numberedImages.ts';
import { newReceipts } from './newReceipts.ts';
import { type NoticeEvents, noticeList } from './noticeList.ts';
import { previewDialog } from './previewDialog.ts';
import type { ViewModelState } from './viewModel.ts';

export interface PanelEvents
  extends ExchangeEvents, ComposerEvents, EmptyStateEvents, HeldQuestionEvents, NoticeEvents {
  onClosePreview(): void;
}

export interface PanelFacts {
  readonly model: ViewModelState;
  readonly draft: string;
  readonly hovering: boolean;
  readonly urls: BlobUrls;
  readonly dialog: Ref<HTMLDialogElement>;
}

/** The whole panel, from top to bottom. */
export function chatPanel({ model, draft, hovering, urls, dialog }: PanelFacts, events: PanelEvents): TemplateResult {
  const { state, preview } = model;
  if (state === undefined) return html`<main class="panel" data-testid="loading">${title}</main>`;
  const previewed = state.images.find(({ id }) => id === preview?.imageId);
  return html`<main class="panel" data-testid="panel">
    ${title}
    ${(state.model?.isDemo ?? state.usesDemo) ? html`<div class="demo" data-testid="demo-notice" title="The demo model knows synthetic phantoms only: its answers about real images mean nothing.">${icon('flask')}<span>Demo model: synthetic phantoms only</span></div>` : nothing}
    <section class="transcript" data-testid="transcript" aria-label="Conversation" tabindex="0">
      <div class="content">
        ${state.exchanges.length === 0 ? emptyState(state.images.length > 0, events) : exchanges(state, model, events)}
      </div>
    </section>
    ${noticeList(model.notices, events)} ${heldQuestion(state, events)} ${composer(state, draft, events)}
    <p class="research" data-testid="research-notice">Research software, not a medical device</p>
    ${hovering ? html`<div class="drop" data-testid="drop-target" aria-hidden="true"><span>${icon('image')}Drop to add</span></div>` : nothing}
    ${
      preview === undefined || previewed === undefined
        ? nothing
        : previewDialog(previewed, preview, urls, dialog, () => {
            events.onClosePreview();
          })
    }
  </main>`;
}

/** Where a screen reader's list of headings begins; the editor shows the view's name above it. */
const title = html`<h1 class="visually-hidden">LLaVA-Med chat</h1>`;

function exchanges(state: ViewState, { progress }: ViewModelState, events: PanelEvents): TemplateResult {
  const images = new Map(numberedImages(state).map((numbered) => [numbered.image.id, numbered]));
  const named = (ids: readonly string[]): readonly NumberedImage[] =>
    ids.map((id) => images.get(id)).filter((numbered) => numbered !== undefined);
  const last = state.exchanges.length - 1;
  const told = firstToldExchange(state);
  const line = html`<div class="set-aside" data-testid="set-aside" role="separator">
    Image removed: the model no longer considers what is above.
  </div>`;
  return html`${repeat(
    state.exchanges,
    ({ id }) => id,
    (exchange, index) =>
      html` ${told > 0 && index === told ? line : nothing}
      ${exchangeView(
        {
          exchange,
          number: index + 1,
          images: named(exchange.imageIds),
          about: named(exchange.answer.about ?? exchange.imageIds),
          receipts: newReceipts(state.exchanges, index),
          isLast: index === last,
          progress: index === last ? progress : undefined,
        },
        events,
      )}`,
  )}${told > last ? line : nothing}`;
}
