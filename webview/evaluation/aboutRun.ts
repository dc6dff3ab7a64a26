/** What stands around the figures: what a reader must know of them, where others' come from, how they were made. */
import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import type { EvaluationResults } from '../../src/protocol/evaluationResults.ts';
import type { ComparedRun } from '../../src/protocol/evaluationView.ts';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';

export function warningList({ warnings }: EvaluationResults): TemplateResult | typeof nothing {
  if (warnings.length === 0) return nothing;
  return html`<ul class="warnings" aria-label=${t`Warnings`} data-testid="warnings">
    ${warnings.map((warning) => html`<li>${icon('warning')}<span>${warning}</span></li>`)}
  </ul>`;
}

export function factList({ facts }: EvaluationResults): TemplateResult | typeof nothing {
  if (facts.length === 0) return nothing;
  return html`<section aria-labelledby="facts-heading">
    <h2 id="facts-heading">${t`How It Was Made`}</h2>
    <dl class="facts" data-testid="facts">
      ${facts.map(
        ({ name, value }) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

/** Of the metric that is looked at, or of all where it has none. */
export function publishedList({ published }: EvaluationResults, metric: string): TemplateResult | typeof nothing {
  const rows = published.filter((row) => row.metric === metric);
  if (rows.length === 0) return nothing;
  const sources = [...new Set(rows.map(({ source }) => source))];
  return html`<section aria-labelledby="published-heading">
    <h2 id="published-heading">${t`Published Figures`}</h2>
    <ul class="published" data-testid="published">
      ${sources.map((source) => {
        const own = rows.filter((row) => row.source === source);
        const caveats = [...new Set(own.flatMap(({ caveat }) => caveat ?? []))];
        return html`<li>
          <p><strong>${own.map(({ label }) => label).join(' · ')}</strong></p>
          <p>${source}</p>
          ${caveats.map((caveat) => {
            const of = own.filter((row) => row.caveat === caveat);
            return html`<p class="quiet">
              ${of.length === own.length ? caveat : `${of.map(({ label }) => label).join(' · ')}: ${caveat}`}
            </p>`;
          })}
        </li>`;
      })}
    </ul>
  </section>`;
}

export function comparisonNote({ name, rows, onlyThere, statistics }: ComparedRun): TemplateResult {
  const onlyHere = rows.filter((row) => row === null).length;
  return html`<section class="comparison" aria-labelledby="comparison-heading" data-testid="comparison">
    <h2 id="comparison-heading">${t`Compared with ${name}`}</h2>
    <dl class="facts">
      ${statistics.map(
        ({ label, text }) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    </dl>
    ${
      onlyHere + onlyThere === 0
        ? nothing
        : html`<p class="quiet">
            ${t`${onlyHere} questions are in this run only, ${onlyThere} in the other only: they are not compared.`}
          </p>`
    }
  </section>`;
}
