/** The chart of one metric: bars with their intervals, and beneath them what others have published. */
import * as Plot from '@observablehq/plot';
import { foreignText } from '../../src/text/foreignText.ts';
import type { ChartData } from './chartData.ts';
import { BAR, type Bar, chartLayout, highestOf } from './chartLayout.ts';
import { metricHeading, valueText } from './figureText.ts';

export interface ChartColours {
  readonly runs: readonly [string, string];
  readonly text: string;
  readonly quiet: string;
  readonly rule: string;
}

/** Of the editor's theme. */
export const THEME: ChartColours = {
  runs: ['var(--vscode-charts-blue)', 'var(--vscode-charts-purple)'],
  text: 'currentColor',
  quiet: 'var(--vscode-descriptionForeground)',
  rule: 'color-mix(in srgb, currentColor 16%, transparent)',
};

/** Of a file for paper and slides. */
export const PRINT: ChartColours = { runs: ['#1a6fb5', '#7a3e9d'], text: '#222222', quiet: '#555555', rule: '#dddddd' };

/** Told apart by their shape, not by a colour. */
const SYMBOLS = ['circle', 'square2', 'triangle2', 'diamond2', 'plus', 'times', 'asterisk'] as const;

/** Of the runs' bars: a line through them is to be seen. */
const OPACITY = [0.7, 0.25];

/** `width` in CSS pixels. The picture has no words for a screen reader but `label`: its table has. */
export function chart(data: ChartData, width: number, colours: ChartColours, label: string): SVGSVGElement {
  const { isNarrow, bars, whiskers, dots, labels, rules, bottom, legend, height } = chartLayout(data, width);
  const { text, quiet, rule } = colours;
  const top = ({ top }: Bar): number => top;
  const symbol = (series: number, points: readonly { readonly series: number }[], at: Plot.DotOptions): Plot.Markish =>
    Plot.dot(
      points.filter((point) => point.series === series),
      { y: 'y', symbol: SYMBOLS[series % SYMBOLS.length] ?? 'circle', r: 4, stroke: text, strokeWidth: 1.4, ...at },
    );
  const drawn = Plot.plot({
    width,
    height,
    margin: 0,
    marginLeft: isNarrow ? 8 : 176,
    marginRight: 46,
    ariaLabel: label,
    x: { domain: [0, highestOf(data)], axis: null },
    y: { type: 'identity', axis: null },
    r: { type: 'identity' },
    style: { overflow: 'visible', fontSize: '12px', color: text, background: 'none' },
    marks: [
      Plot.gridX({ y1: 0, y2: bottom, stroke: rule, strokeOpacity: 1, ticks: isNarrow ? 4 : 6 }),
      Plot.ruleY(rules, { stroke: rule }),
      ...[0, 1].map((run) =>
        Plot.rect(
          bars.filter((bar) => bar.run === run),
          {
            x1: 0,
            x2: ({ figure }: Bar) => figure.value,
            y1: top,
            y2: (bar: Bar) => top(bar) + BAR,
            title: 'title',
            fill: colours.runs[run] ?? text,
            fillOpacity: OPACITY[run] ?? 1,
            stroke: colours.runs[run] ?? text,
          },
        ),
      ),
      Plot.ruleY(whiskers, { x1: 'low', x2: 'high', y: 'y', stroke: text, strokeWidth: 1.3 }),
      ...(['low', 'high'] as const).map((x) =>
        Plot.ruleX(whiskers, {
          x,
          y1: ({ y }: { y: number }) => y - 3.5,
          y2: ({ y }: { y: number }) => y + 3.5,
          stroke: text,
          strokeWidth: 1.3,
        }),
      ),
      Plot.text(bars, {
        x: ({ figure }: Bar) => figure.high ?? figure.value,
        y: (bar: Bar) => top(bar) + BAR / 2,
        text: ({ figure }: Bar) => valueText(figure.value, data.metric),
        textAnchor: 'start',
        dx: 6,
        fill: text,
      }),
      ...legend.published.map(({ series }) => symbol(series, dots, { x: 'value', title: 'title' })),
      Plot.text(labels, {
        y: 'y',
        text: 'text',
        frameAnchor: 'left',
        textAnchor: isNarrow ? 'start' : 'end',
        dx: isNarrow ? 0 : -10,
        fill: text,
      }),
      Plot.axisX({
        frameAnchor: 'top',
        anchor: 'top',
        dy: bottom + 22,
        tickSize: 0,
        label: null,
        ticks: isNarrow ? 4 : 6,
        fill: quiet,
      }),
      ...legend.runs.map(({ run, y }) =>
        Plot.dot([y], {
          frameAnchor: 'left',
          y: [y],
          dx: 6,
          symbol: 'square',
          r: 6,
          fill: colours.runs[run] ?? text,
          fillOpacity: OPACITY[run] ?? 1,
          stroke: colours.runs[run] ?? text,
        }),
      ),
      ...legend.published.map(({ series }) => symbol(series, legend.published, { frameAnchor: 'left', dx: 6 })),
      Plot.text([...legend.runs, ...legend.published], {
        y: 'y',
        text: 'name',
        frameAnchor: 'left',
        textAnchor: 'start',
        dx: 20,
        fill: text,
      }),
      Plot.text([metricHeading(data.metric)], {
        y: [bottom + 29],
        text: (name: string) => foreignText(name, { longest: 50 }),
        frameAnchor: 'left',
        textAnchor: 'start',
        fill: quiet,
      }),
    ],
  }) as SVGSVGElement;
  // The page's policy refuses style elements; what this one says stands in figures.css.
  drawn.querySelector('style')?.remove();
  drawn.setAttribute('role', 'img');
  drawn.setAttribute('fill', text);
  // Within a picture nothing has a name of its own.
  for (const part of drawn.querySelectorAll<SVGGElement>('g[aria-label]')) {
    part.dataset['mark'] = part.getAttribute('aria-label') ?? '';
    part.removeAttribute('aria-label');
  }
  return drawn;
}
