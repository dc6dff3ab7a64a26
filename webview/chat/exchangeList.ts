import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { isAnswering } from '../../src/conversation/conversation.ts';
import { firstToldExchange } from '../../src/conversation/modelTurns.ts';
import type { ViewState } from '../../src/protocol/webview.ts';
import { html } from '../shared/html.ts';
import { type ExchangeEvents, type ExchangeFacts, exchangeView } from './exchangeView.ts';
import { newReceipts } from './newReceipts.ts';
import { type NumberedImage, numberedImages } from './numberedImages.ts';
import type { ViewModelState } from './viewModel.ts';

/** All exchanges. Typing a question changes nothing of them, so nothing of them is looked at. */
export function exchangeList(state: ViewState, { progress, open }: ViewModelState, events: ExchangeEvents): unknown {
  const { sampling } = state;
  return guard([state.exchanges, state.images, state.editing, sampling?.done, sampling?.of, progress, open], () =>
    list(state, progress, open, events),
  );
}

function list(
  state: ViewState,
  progress: ViewModelState['progress'],
  open: ViewModelState['open'],
  events: ExchangeEvents,
): TemplateResult {
  const images = new Map(numberedImages(state).map((numbered) => [numbered.image.id, numbered]));
  const named = (ids: readonly string[]): readonly NumberedImage[] =>
    ids.map((id) => images.get(id)).filter((numbered) => numbered !== undefined);
  const last = state.exchanges.length - 1;
  const told = firstToldExchange(state);
  const edited = state.exchanges.findIndex(({ id }) => id === state.editing);
  const receipts = newReceipts(state.exchanges);
  const busy = isAnswering(state) || state.sampling !== undefined;
  const line = html`<div class="set-aside" data-testid="set-aside" role="separator">
    ${t`Image removed: the model no longer considers what is above.`}
  </div>`;
  const factsOf = (exchange: ViewState['exchanges'][number], index: number): ExchangeFacts => ({
    exchange,
    number: index + 1,
    images: named(exchange.imageIds),
    about: named(exchange.answer.about ?? exchange.imageIds),
    receipts: receipts[index] ?? [],
    isLast: index === last,
    busy,
    progress: index === last ? progress : undefined,
    sampling: state.sampling?.exchangeId === exchange.id ? state.sampling : undefined,
    editing: edited < 0 || index < edited ? undefined : index === edited ? 'this' : 'earlier',
    noteOpen: open.note === exchange.id,
    detailsOpen: open.details.has(exchange.id),
  });
  return html`${repeat(
    state.exchanges,
    ({ id }) => id,
    (exchange, index) =>
      html` ${told > 0 && index === told ? line : nothing} ${exchangeView(factsOf(exchange, index), events)}`,
  )}${told > last ? line : nothing}`;
}
