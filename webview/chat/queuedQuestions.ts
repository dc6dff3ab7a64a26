import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { html } from '../shared/html.ts';
import { repeat } from 'lit-html/directives/repeat.js';
import type { QueuedQuestion } from '../../src/protocol/webview.ts';
import { iconButton } from '../shared/controls.ts';

export interface QueueEvents {
  onUnqueue(id: string, edit: boolean): void;
}

/** Questions that wait for the answer before them, each of which can be had back or be taken out. */
export function queuedQuestions(
  queued: readonly QueuedQuestion[],
  events: QueueEvents,
): TemplateResult | typeof nothing {
  if (queued.length === 0) return nothing;
  return html`<div class="queue" role="group" aria-label=${t`Questions that wait`}>
    ${repeat(
      queued,
      ({ id }) => id,
      ({ id, question }) =>
        html`<div class="queued" data-testid="queued">
          <span class="when">${t`Waiting`}</span><span class="name" title=${question}>${question}</span>
          ${iconButton({
            label: t`Edit`,
            title: t`Take the question back into the field`,
            icon: 'edit',
            testId: 'queued-edit',
            onClick: () => {
              events.onUnqueue(id, true);
            },
          })}
          ${iconButton({
            label: t`Do not ask`,
            icon: 'close',
            testId: 'queued-cancel',
            onClick: () => {
              events.onUnqueue(id, false);
            },
          })}
        </div>`,
    )}
  </div>`;
}
