import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import type { ViewExchange } from '../../src/protocol/webview.ts';
import { html } from '../shared/html.ts';
import { answerFacts } from './answerFacts.ts';
import type { NumberedImage } from './numberedImages.ts';

export interface DetailsEvents {
  onDetails(exchangeId: string, open: boolean): void;
}

/** How an answer came about, on demand; written only when it is asked for. */
export function answerDetails(
  { exchange, about, detailsOpen }: { exchange: ViewExchange; about: readonly NumberedImage[]; detailsOpen: boolean },
  events: DetailsEvents,
): TemplateResult | typeof nothing {
  if (exchange.answer.model === undefined && exchange.answer.sampling === undefined) return nothing;
  return html`<details
    class="details"
    ?open=${detailsOpen}
    @toggle=${(event: Event & { readonly target: HTMLDetailsElement }) => {
      if (event.target.open !== detailsOpen) events.onDetails(exchange.id, event.target.open);
    }}
  >
    <summary data-testid="details">${t`How this answer came about`}</summary>
    ${
      detailsOpen
        ? html`<dl data-testid="answer-details">
            ${answerFacts(exchange, about).map(
              ([name, value]) =>
                html`<dt>${name}</dt>
                  <dd>${value}</dd>`,
            )}
          </dl>`
        : nothing
    }
  </details>`;
}
