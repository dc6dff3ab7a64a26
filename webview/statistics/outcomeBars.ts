/** What became of the drafts of each section, as bars that are told apart by their pattern, and in words below. */
import { t } from '@vscode/l10n';
import { nothing, type TemplateResult } from 'lit-html';
import { DRAFT_OUTCOMES, type DraftCounts, type DraftStatistics } from '../../src/protocol/statisticsView.ts';
import { html } from '../shared/html.ts';
import { countAndShare, outcomeLabels } from './countText.ts';

/** All drafts first, where there is more than one section. */
export function outcomeBars({ all, groupings }: DraftStatistics): TemplateResult {
  const sections = groupings.find(({ kind }) => kind === 'section')?.groups ?? [];
  const labels = outcomeLabels();
  return html`<ul class="legend" aria-hidden="true">
      ${DRAFT_OUTCOMES.map((outcome) => html`<li><span class="swatch ${outcome}"></span>${labels[outcome]}</li>`)}
    </ul>
    <ul class="bars" data-testid="bars">
      ${sections.length > 1 ? bar(t`All drafts`, all) : nothing}
      ${sections.map(({ label, counts }) => bar(label, counts))}
    </ul>`;
}

function bar(label: string, { drafts, outcomes }: DraftCounts): TemplateResult {
  const labels = outcomeLabels();
  const parts = DRAFT_OUTCOMES.filter((outcome) => outcomes[outcome] > 0);
  return html`<li data-testid="bar">
    <span class="bar-label">${label}</span>
    <div class="bar" aria-hidden="true">
      ${parts.map((outcome) => html`<span class=${outcome} .style=${`flex-grow: ${String(outcomes[outcome])}`}></span>`)}
    </div>
    <span class="bar-text"
      >${parts.map((outcome) => `${labels[outcome]} ${countAndShare(outcomes[outcome], drafts)}`).join(', ')}</span
    >
  </li>`;
}
