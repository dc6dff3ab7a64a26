import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import type { ViewState } from '../../src/protocol/webview.ts';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';
import { toolButton } from '../shared/toolButton.ts';

export interface EditEvents {
  onStopEditing(): void;
}

/** Says that the next question takes the place of an earlier one, above the field in which it is written. */
export function editBanner(
  { editing, exchanges }: Pick<ViewState, 'editing' | 'exchanges'>,
  events: EditEvents,
): TemplateResult {
  const number = editing === undefined ? 0 : exchanges.findIndex(({ id }) => id === editing) + 1;
  // The region stands before it says anything, else it is not read out.
  return html`<div class="editing-area" aria-live="polite">
    ${
      number === 0
        ? nothing
        : html`<div class="editing" data-testid="editing">
            <span class="mark">${icon('edit')}</span>
            <p>${t`Editing question ${number}: what you send takes its place.`}</p>
            ${toolButton({
              label: t`Cancel`,
              title: t`Cancel (Escape)`,
              testId: 'stop-editing',
              onClick: () => {
                events.onStopEditing();
              },
            })}
          </div>`
    }
  </div>`;
}
