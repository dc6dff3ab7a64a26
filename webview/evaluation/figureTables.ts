/** Figures as tables: those of the chart for whoever does not see it, those of every metric, and confusions. */
import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import type { Confusion, EvaluationResults, ResultGroup } from '../../src/protocol/evaluationResults.ts';
import { html } from '../shared/html.ts';
import type { ChartData } from './chartData.ts';
import { chartedMetrics } from './chartData.ts';
import { figureText, metricHeading, valueText } from './figureText.ts';

export function chartTable({ metric, runs, published, bands }: ChartData): TemplateResult {
  const series = [...published.keys()].filter((i) => bands.some(({ dots }) => dots.some((dot) => dot.series === i)));
  return html`<div class="table-scroll" role="region" tabindex="0" aria-label=${t`${metric.label} as a table`}>
    <table data-testid="chart-table">
      <caption>
        ${metricHeading(metric)}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t`Group`}</th>
          <th scope="col" class="number">${t`Questions`}</th>
          ${[...runs, ...series.map((i) => published[i] ?? '')].map((name) => html`<th scope="col" class="number">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${bands.map(
          ({ label, count, bars, dots }) =>
            html`<tr>
              <th scope="row">${label}</th>
              <td class="number">${count}</td>
              ${bars.map((figure) => html`<td class="number">${figure === undefined ? '–' : figureText(figure, metric)}</td>`)}
              ${series.map((i) => {
                const dot = dots.find((each) => each.series === i);
                return html`<td class="number">${dot === undefined ? '–' : valueText(dot.value, metric)}</td>`;
              })}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Groups by metrics; nothing where the chart's table says the same. */
export function metricsTable(
  { metrics }: EvaluationResults,
  groups: readonly ResultGroup[],
  label: string,
  testId: string,
): TemplateResult | typeof nothing {
  const shown = chartedMetrics(metrics, groups);
  if (groups.length === 0 || shown.length === 0) return nothing;
  return html`<div class="table-scroll" role="region" tabindex="0" aria-label=${label}>
    <table data-testid=${testId}>
      <thead>
        <tr>
          <th scope="col">${t`Group`}</th>
          <th scope="col" class="number">${t`Questions`}</th>
          ${shown.map((metric) => html`<th scope="col" class="number" title=${metric.explanation}>${metricHeading(metric)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${groups.map(
          (group) =>
            html`<tr>
              <th scope="row">${group.label}</th>
              <td class="number">${group.count}</td>
              ${shown.map((metric) => {
                const figure = group.figures[metric.id];
                return html`<td class="number">${figure === undefined ? '–' : figureText(figure, metric)}</td>`;
              })}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export function confusionTable({ label, truths, answers, counts }: Confusion): TemplateResult {
  const most = counts.flat().reduce((highest, count) => Math.max(highest, count), 1);
  return html`<div class="table-scroll" role="region" tabindex="0" aria-label=${label}>
    <table class="confusion" data-testid="confusion">
      <caption>
        ${label}
      </caption>
      <thead>
        <tr>
          <td></td>
          ${answers.map((answer) => html`<th scope="col" class="number">${t`answered ${answer}`}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${truths.map(
          (truth, i) =>
            html`<tr>
              <th scope="row">${t`right is ${truth}`}</th>
              ${answers.map((_, j) => {
                const count = counts[i]?.[j] ?? 0;
                return html`<td class="number" .style=${`--share:${String(Math.round((count / most) * 40))}%`}>
                  ${count}
                </td>`;
              })}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
