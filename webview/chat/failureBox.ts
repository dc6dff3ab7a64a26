import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import type { Failure, WayOut } from '../../src/conversation/answer.ts';
import { textButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';

export interface FailureEvents {
  onWayOut(wayOut: WayOut): void;
}

const WAY_OUT_LABELS: Readonly<Record<WayOut, () => string>> = {
  retry: () => t`Retry`,
  newChatSameImages: () => t`New chat with these images`,
  chooseModel: () => t`Choose another model…`,
  openSettings: () => t`Open settings`,
  showLog: () => t`Show log`,
};

/** Why there is no answer, and what can be done. Only the last exchange can still be mended. */
export function failureBox({ message, waysOut }: Failure, isLast: boolean, events: FailureEvents): TemplateResult {
  return html`<div class="failure" data-testid="failure">
    <span class="mark">${icon('warning')}</span>
    <div>
      <p>${message}</p>
      ${
        !isLast
          ? nothing
          : html`<div class="actions">
              ${waysOut.map((wayOut, index) =>
                textButton({
                  label: WAY_OUT_LABELS[wayOut](),
                  testId: `way-out-${wayOut}`,
                  emphasis: index === 0 ? 'primary' : 'secondary',
                  onClick: () => {
                    events.onWayOut(wayOut);
                  },
                }),
              )}
            </div>`
      }
    </div>
  </div>`;
}
