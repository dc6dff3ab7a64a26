import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { imageNumber } from '../../src/conversation/conversation.ts';
import type { ViewState } from '../../src/protocol/webview.ts';
import { progressRing } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { type ImageCardEvents, imageCard } from './imageCard.ts';
import { numberedImages } from './numberedImages.ts';
import { type GripEvents, trayGrip } from './trayGrip.ts';

export interface TrayEvents extends ImageCardEvents, GripEvents {}

/** The images that the next question is about, and those that are being read; those that wait can be reordered. */
export function imageTray(state: ViewState, events: TrayEvents): TemplateResult | typeof nothing {
  const images = numberedImages(state).filter(({ image }) => image.active);
  if (images.length + state.adding.length === 0) return nothing;
  const waits = new Set(state.pending);
  const canMove = state.pending.length > 1;
  return html`<ul class="tray" role="list" aria-label=${t`Images for the next question`} data-testid="tray">
    ${repeat(
      images,
      ({ image }) => image.id,
      (numbered) => {
        const { id } = numbered.image;
        return html`<li>
          ${canMove && waits.has(id) ? trayGrip(state, id, imageNumber(state, id), events) : nothing}${imageCard(
            numbered,
            waits.has(id) ? 'full' : 'brief',
            events,
            state.readiness[id],
          )}
        </li>`;
      },
    )}
    ${state.adding.map(
      (name) =>
        html`<li>
          <div class="card adding" data-testid="image-adding">${progressRing()}<span class="name">${name}</span></div>
        </li>`,
    )}
  </ul>`;
}
