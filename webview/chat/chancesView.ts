import { t } from '@vscode/l10n';
import { ref } from 'lit-html/directives/ref.js';
import type { TemplateResult } from 'lit-html';
import type { Chances } from '../../src/conversation/answer.ts';
import { html } from '../shared/html.ts';
import { chancesOf, chancesText } from './chancesText.ts';

/** How likely the model held yes and no, in words and as a bar. */
export function chancesView(chances: Chances): TemplateResult {
  return html`<div class="chances" role="group" aria-label=${t`Yes or no`} data-testid="chances">
    <p class="words" data-testid="chances-text">${chancesText(chances)}</p>
    <div class="bar" aria-hidden="true">
      ${chancesOf(chances).map(
        ({ answer, share }) =>
          html`<i
            class=${answer.toLowerCase()}
            ${ref((element) => {
              if (element instanceof HTMLElement) element.style.setProperty('--share', `${String(share * 100)}%`);
            })}
          ></i>`,
      )}
    </div>
    <p class="meaning">${t`By the model's own next-word probabilities, not a probability that it is right.`}</p>
  </div>`;
}
