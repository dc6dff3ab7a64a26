/** The table of questions, of which only the rows in sight are in the page. */
import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { MetricDescription } from '../../src/protocol/evaluationResults.ts';
import { html } from '../shared/html.ts';
import { differenceText, metricHeading, valueText } from './figureText.ts';
import { gainOver } from './filterRows.ts';
import type { PageState } from './pageState.ts';
import { isWrong, rowScore, scoredMetrics } from './rowScore.ts';
import type { Scrolled, TableEvents } from './tableEvents.ts';
import { onTableKey } from './tableKeys.ts';
import { ROW_HEIGHT, visibleRows } from './visibleRows.ts';

/** More are in the details. */
const MOST_SCORES = 3;

export function questionTable(state: PageState, scrolled: Scrolled, events: TableEvents): TemplateResult {
  const { results, shown, selected, metric, comparison } = state;
  if (results === undefined) return html``;
  const { first, last } = visibleRows(shown.length, scrolled.top, scrolled.height);
  const metrics = scoredMetrics(results, metric).slice(0, MOST_SCORES);
  const labels = new Map(results.groups.map(({ id, label }) => [id, label]));
  const columns = { metrics, labels, compares: comparison !== undefined };
  const isShown = selected !== undefined && shown.slice(first, last).includes(selected);
  return html`<div
    class="question-list ${comparison === undefined ? '' : 'compares'}"
    role="grid"
    tabindex="0"
    aria-label=${t`Questions`}
    aria-rowcount=${shown.length + 1}
    aria-activedescendant=${isShown ? 'selected-question' : nothing}
    data-testid="question-list"
    @scroll=${(event: Event & { readonly currentTarget: HTMLElement }) => {
      const { scrollTop, clientHeight } = event.currentTarget;
      events.onScroll({ top: scrollTop, height: clientHeight });
    }}
    @keydown=${(event: KeyboardEvent & { readonly currentTarget: HTMLElement }) => {
      onTableKey(event, events);
    }}
  >
    ${heading(columns)}
    <div class="question-space" role="presentation" .style=${`height:${String(shown.length * ROW_HEIGHT)}px`}>
      ${repeat(
        shown.slice(first, last),
        (row) => row,
        (row, i) => questionRow(state, row, first + i, columns, events),
      )}
    </div>
    ${shown.length === 0 ? html`<p class="none">${t`No question matches.`}</p>` : nothing}
  </div>`;
}

interface Columns {
  readonly metrics: readonly MetricDescription[];
  readonly labels: ReadonlyMap<string, string>;
  readonly compares: boolean;
}

function heading({ metrics, compares }: Columns): TemplateResult {
  return html`<div class="question-row heading" role="row" aria-rowindex="1">
    <span role="columnheader" class="id">${t`No.`}</span>
    <span role="columnheader" class="question">${t`Question`}</span>
    ${metrics.map(
      (each, i) =>
        html`<span
          role="columnheader"
          class="score ${i === 0 ? '' : 'more'}"
          title="${metricHeading(each)}. ${each.explanation}"
          >${each.label}</span
        >`,
    )}
    ${
      compares
        ? html`<span role="columnheader" class="score" title=${t`The other run’s score`}>${t`Other`}</span
            ><span role="columnheader" class="score" title=${t`This run less the other`}>${t`Difference`}</span>`
        : nothing
    }
    <span role="columnheader" class="groups">${t`Groups`}</span>
  </div>`;
}

function questionRow(
  { results, comparison, metric, selected }: PageState,
  row: number,
  position: number,
  { metrics, labels }: Columns,
  events: TableEvents,
): TemplateResult {
  const given = results?.rows[row];
  if (given === undefined) return html``;
  const isSelected = row === selected;
  const score = rowScore(given, results?.metrics ?? [], metric);
  const beside = comparison?.rows[row] ?? undefined;
  const otherValue = score && beside?.scores[score.metric.id];
  const gain = gainOver(score, beside);
  const state = given.answer === undefined ? 'missing' : score !== undefined && isWrong(score) ? 'wrong' : '';
  return html`<div
    id=${isSelected ? 'selected-question' : nothing}
    class="question-row ${position % 2 === 0 ? '' : 'odd'} ${isSelected ? 'selected' : ''} ${state}"
    role="row"
    aria-rowindex=${position + 2}
    aria-selected=${String(isSelected)}
    data-testid="question-row"
    data-row=${row}
    .style=${`top:${String(position * ROW_HEIGHT)}px`}
    @click=${() => {
      events.onSelect(row);
    }}
    @dblclick=${() => {
      events.onEnter();
    }}
  >
    <span role="gridcell" class="id">${String(given.id)}</span>
    <span role="gridcell" class="question" title=${given.question}>${given.question.replaceAll(/\s+/g, ' ')}</span>
    ${metrics.map((each, i) => scoreCell(given.scores[each.id], each, given.answer === undefined && i === 0, i))}
    ${
      comparison === undefined
        ? nothing
        : html`<span role="gridcell" class="score"
              >${otherValue === undefined || score === undefined ? '' : valueText(otherValue, score.metric)}</span
            ><span role="gridcell" class="score"
              >${gain === undefined || score === undefined ? '' : differenceText(score.metric.higherIsBetter ? gain : -gain, score.metric)}</span
            >`
    }
    <span role="gridcell" class="groups">${given.groups.map((id) => labels.get(id) ?? id).join(' · ')}</span>
  </div>`;
}

function scoreCell(
  value: number | undefined,
  metric: MetricDescription,
  isMissing: boolean,
  i: number,
): TemplateResult {
  const text = value === undefined ? (isMissing ? t`none` : '–') : valueText(value, metric);
  return html`<span role="gridcell" class="score ${i === 0 ? 'own' : 'more'}">${text}</span>`;
}
