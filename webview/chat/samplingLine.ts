import { t } from '@vscode/l10n';
import type { TemplateResult } from 'lit-html';
import type { ViewState } from '../../src/protocol/webview.ts';
import { progressRing } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { toolButton } from '../shared/toolButton.ts';

export interface SamplingEvents {
  /** Stops what the model is doing. */
  onStop(): void;
}

/** How far it is with a question that is asked several times. */
export function samplingLine(
  { done, of }: Pick<NonNullable<ViewState['sampling']>, 'done' | 'of'>,
  events: SamplingEvents,
): TemplateResult {
  const text = t`Asking again: ${done} of ${of} answers…`;
  return html`<div class="progress sampling" data-testid="sampling">
    ${progressRing()}<span>${text}</span>
    <progress max=${of} .value=${done} aria-label=${text}></progress>
    ${toolButton({
      label: t`Stop`,
      title: t`Stop (Escape)`,
      icon: 'stop',
      testId: 'stop-sampling',
      onClick: () => {
        events.onStop();
      },
    })}
  </div>`;
}
