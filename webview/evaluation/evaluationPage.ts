/** The results of a run, from top to bottom. */
import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { textButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { comparisonNote, factList, publishedList, warningList } from './aboutRun.ts';
import { chartData, chartedMetrics } from './chartData.ts';
import { chartTable, confusionTable, metricsTable } from './figureTables.ts';
import { type ChangeFilter, choice, filterBar } from './filterBar.ts';
import { metricHeading } from './figureText.ts';
import type { PageState } from './pageState.ts';
import { questionTable } from './questionTable.ts';
import { type DetailEvents, rowDetail } from './rowDetail.ts';
import type { Scrolled, TableEvents } from './tableEvents.ts';

export interface PageEvents extends TableEvents, DetailEvents {
  readonly onFilter: ChangeFilter;
  onMetric(metric: string): void;
  readonly onCompare: () => void;
  readonly onEndComparison: () => void;
  readonly onExport: () => void;
  readonly onOpenAsText: () => void;
}

export interface PageParts {
  readonly state: PageState;
  readonly scrolled: Scrolled;
  /** The place that the chart is drawn in, which is the caller's. */
  readonly chart: Element;
  readonly address: (png: Uint8Array) => string;
}

function research(): TemplateResult {
  return html`<footer data-testid="research-notice">
    ${t`Research software: not a medical device. These figures say nothing of a patient.`}
  </footer>`;
}

export function evaluationPage({ state, scrolled, chart, address }: PageParts, events: PageEvents): TemplateResult {
  const { results, failure, comparison, metric, name } = state;
  if (failure !== undefined) return failed(failure, events);
  if (results === undefined) return html`<h1 class="visually-hidden">${t`Evaluation results`}</h1>`;
  const observations = results.groups.filter(({ family }) => family === 'observation');
  const others = results.groups.filter(({ family }) => family !== 'observation');
  return html`
    <header class="top">
      <h1>${results.title}</h1>
      <div class="actions" role="group" aria-label=${t`Results`}>
        ${textButton({ label: t`Compare…`, title: t`Put another run beside this one`, icon: 'columns', testId: 'compare', onClick: events.onCompare })}
        ${comparison === undefined ? nothing : textButton({ label: t`End Comparison`, icon: 'close', testId: 'end-comparison', onClick: events.onEndComparison })}
        ${textButton({ label: t`Export…`, title: t`CSV, JSON, Markdown or SVG`, icon: 'save', testId: 'export', onClick: events.onExport })}
      </div>
    </header>
    ${guard([results, comparison, metric], () => [
      warningList(results),
      comparison === undefined ? nothing : comparisonNote(comparison),
    ])}
    <div class="overview">
      <section class="figures" aria-labelledby="figures-heading">
        ${guard([results, comparison, metric, chart], () => {
          const data = chartData(results, metric, name, comparison);
          const metrics = chartedMetrics(results.metrics, results.groups);
          return html`<h2 id="figures-heading">${t`Figures`}</h2>
            ${
              metrics.length < 2
                ? nothing
                : choice(
                    t`Metric`,
                    'metric',
                    metrics.map((each) => ({ value: each.id, text: metricHeading(each) })),
                    metric,
                    (value) => {
                      events.onMetric(value);
                    },
                  )
            }
            ${
              data === undefined
                ? html`<p class="quiet">${t`There are no figures yet.`}</p>`
                : html`<p class="quiet" data-testid="explanation">
                      ${data.metric.explanation}
                      ${data.bands.some(({ bars }) => bars[0]?.low !== undefined) ? t`Lines: 95\u00a0% bootstrap intervals.` : ''}
                    </p>
                    ${chart}
                    ${data.leftOut === 0 ? nothing : html`<p class="quiet">${t`${data.leftOut} more groups are in the table of all metrics.`}</p>`}
                    <details>
                      <summary data-testid="as-table">${t`The chart as a table`}</summary>
                      ${chartTable(data)}
                    </details>`
            }
            ${
              metrics.length < 2 && data?.leftOut === 0
                ? nothing
                : html`<details>
                    <summary data-testid="all-metrics">${t`All metrics`}</summary>
                    ${metricsTable(results, others, t`All metrics`, 'metrics-table')}
                  </details>`
            }`;
        })}
      </section>
      <div class="about">${guard([results, metric], () => [publishedList(results, metric), factList(results)])}</div>
    </div>
    ${guard([results], () => [
      observations.length === 0
        ? nothing
        : html`<section aria-labelledby="observations-heading">
            <h2 id="observations-heading">${t`Observations`}</h2>
            ${metricsTable(results, observations, t`Observations`, 'observations')}
          </section>`,
      results.confusions.length === 0
        ? nothing
        : html`<section aria-labelledby="confusions-heading">
            <h2 id="confusions-heading">${t`Confusions`}</h2>
            <div class="confusions">${results.confusions.map(confusionTable)}</div>
          </section>`,
    ])}
    <section aria-labelledby="questions-heading">
      <h2 id="questions-heading">${t`Questions`}</h2>
      ${filterBar(state, events.onFilter)}
      <div class="questions">${questionTable(state, scrolled, events)} ${rowDetail(state, address, events)}</div>
    </section>
    ${research()}
  `;
}

function failed({ title, message }: NonNullable<PageState['failure']>, events: PageEvents): TemplateResult {
  return html`<h1>${title}</h1>
    <p class="failure" role="alert" data-testid="failure">${message}</p>
    <div class="actions">
      ${textButton({ label: t`Open as Text`, testId: 'open-as-text', onClick: events.onOpenAsText })}
    </div>
    ${research()}`;
}
