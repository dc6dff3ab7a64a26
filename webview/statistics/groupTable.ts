import { t } from '@vscode/l10n';
import type { TemplateResult } from 'lit-html';
import { DRAFT_OUTCOMES, type DraftGrouping } from '../../src/protocol/statisticsView.ts';
import { html } from '../shared/html.ts';
import { countAndShare, GROUPING_LABELS, outcomeLabels } from './countText.ts';

/** The figures of one grouping. Per cent are of the group's drafts, the open ones among them. */
export function groupTable({ kind, groups }: DraftGrouping): TemplateResult {
  const { heading, column } = GROUPING_LABELS[kind]();
  const outcomeNames = outcomeLabels();
  return html`<section aria-labelledby="by-${kind}">
    <h2 id="by-${kind}">${heading}</h2>
    <div class="table-scroll" role="region" tabindex="0" aria-label=${t`${heading}, as a table`}>
      <table data-testid="table-${kind}">
        <thead>
          <tr>
            <th scope="col">${column}</th>
            <th scope="col" class="number">${t`Drafts`}</th>
            ${DRAFT_OUTCOMES.map((outcome) => html`<th scope="col" class="number">${outcomeNames[outcome]}</th>`)}
            <th scope="col" class="number">${t`Sentences accepted`}</th>
            <th scope="col" class="number">${t`Sentences edited`}</th>
            <th scope="col" class="number">${t`Sentences discarded`}</th>
            <th scope="col" class="number">${t`Median edit distance`}</th>
          </tr>
        </thead>
        <tbody>
          ${groups.map(
            ({ label, counts: { drafts, outcomes, sentences, medianEditDistance } }) =>
              html`<tr>
                <th scope="row">${label}</th>
                <td class="number">${drafts}</td>
                ${DRAFT_OUTCOMES.map((outcome) => html`<td class="number">${countAndShare(outcomes[outcome], drafts)}</td>`)}
                <td class="number">${sentences.accepted}</td>
                <td class="number">${sentences.edited}</td>
                <td class="number">${sentences.discarded}</td>
                <td class="number">${medianEditDistance ?? '–'}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
