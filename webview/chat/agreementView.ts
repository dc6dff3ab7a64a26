import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import type { ViewExchange } from '../../src/protocol/webview.ts';
import { html } from '../shared/html.ts';
import { agreementText, groupText } from './agreementText.ts';
import { answerMarkdown } from './answerMarkdown.ts';

/** How far the answers to a question that was asked several times agree, what each group says, and every answer. */
export function agreementView({ answer, agreement }: ViewExchange): TemplateResult | typeof nothing {
  const { samples } = answer;
  if (samples === undefined) return nothing;
  const { texts, temperature, seed } = samples;
  const count = texts.length;
  return html`<section class="agreement" aria-label=${t`Asked several times`} data-testid="agreement">
    ${
      agreement === undefined
        ? html`<p class="words">${t`Asked ${count} times more`}</p>`
        : html`<p class="words" data-testid="agreement-text">${agreementText(agreement.groups)}</p>
            ${agreement.groups.length < 2 ? nothing : groups(agreement.groups, texts)}
            ${
              agreement.differences.length === 0
                ? nothing
                : html`<p class="differ">${t`Where they differ:`}</p>
                    <ul data-testid="agreement-differences">
                      ${agreement.differences.map((difference) => html`<li>${difference}</li>`)}
                    </ul>`
            }`
    }
    <details>
      <summary data-testid="agreement-all">${t`All ${count} answers`}</summary>
      <ol class="samples">
        ${texts.map((text) => html`<li data-testid="sample"><div class="markdown">${answerMarkdown(text, false)}</div></li>`)}
      </ol>
      <p class="meaning">${t`Temperature ${temperature}, seeds ${seed} to ${seed + count - 1}.`}</p>
    </details>
  </section>`;
}

/** The first of each stands for it. */
function groups(all: readonly (readonly number[])[], texts: readonly string[]): TemplateResult {
  return html`<dl class="groups">
    ${all.map(
      (group) =>
        html`<dt>${groupText(group)}</dt>
          <dd data-testid="agreement-group">${texts[group[0] ?? -1] ?? ''}</dd>`,
    )}
  </dl>`;
}
