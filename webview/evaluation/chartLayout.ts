/** Where everything of a chart stands, in CSS pixels from the top; across, values are the scale's. */
import { t } from '@vscode/l10n';
import type { Figure } from '../../src/protocol/evaluationResults.ts';
import { foreignText } from '../../src/text/foreignText.ts';
import type { ChartData } from './chartData.ts';
import { valueText } from './figureText.ts';

/** Height of a bar. */
export const BAR = 13;
const DOTS = 15;
const LABEL = 18;
const GAP = 7;
const LEGEND_LINE = 19;
const AXIS = 40;
/** Narrower than this, a group's name stands above its bars. */
const NARROW = 520;

export interface Bar {
  /** Its place in the runs. */
  readonly run: number;
  readonly figure: Figure;
  readonly top: number;
  readonly title: string;
}

interface Dot {
  readonly value: number;
  readonly series: number;
  readonly y: number;
  readonly title: string;
}

interface Bands {
  readonly bars: readonly Bar[];
  readonly dots: readonly Dot[];
  readonly labels: readonly { readonly text: string; readonly y: number }[];
  /** Between the groups. */
  readonly rules: readonly number[];
  readonly bottom: number;
}

export interface ChartLayout extends Bands {
  readonly isNarrow: boolean;
  /** The intervals of the bars. */
  readonly whiskers: readonly { readonly low: number; readonly high: number; readonly y: number }[];
  readonly legend: {
    readonly runs: readonly { readonly run: number; readonly name: string; readonly y: number }[];
    /** Rows that have a dot. */
    readonly published: readonly { readonly series: number; readonly name: string; readonly y: number }[];
  };
  readonly height: number;
}

const named = (text: string, longest: number): string => foreignText(text, { longest });

export function chartLayout(data: ChartData, width: number): ChartLayout {
  const isNarrow = width < NARROW;
  const bands = layBands(data, isNarrow);
  const used = [...new Set(bands.dots.map(({ series }) => series))].sort((a, b) => a - b);
  const lineY = (line: number): number => bands.bottom + AXIS + line * LEGEND_LINE + LEGEND_LINE / 2;
  return {
    ...bands,
    isNarrow,
    whiskers: bands.bars.flatMap(({ figure: { low, high }, top }) =>
      low === undefined || high === undefined ? [] : [{ low, high, y: top + BAR / 2 }],
    ),
    legend: {
      runs: data.runs.map((name, run) => ({
        run,
        name: run === 0 ? t`${named(name, 60)} (this run)` : named(name, 70),
        y: lineY(run),
      })),
      published: used.map((series, i) => ({
        series,
        name: named(data.published[series] ?? '', 70),
        y: lineY(data.runs.length + i),
      })),
    },
    height: lineY(data.runs.length + used.length) - LEGEND_LINE / 2 + 4,
  };
}

function layBands(data: ChartData, isNarrow: boolean): Bands {
  const bars: Bar[] = [];
  const dots: Dot[] = [];
  const labels: { text: string; y: number }[] = [];
  const rules: number[] = [];
  let y = 0;
  for (const band of data.bands) {
    rules.push(y);
    const top = y;
    y += GAP;
    if (isNarrow) {
      labels.push({ text: named(band.label, 40), y: y + LABEL / 2 - 3 });
      y += LABEL;
    }
    band.bars.forEach((figure, run) => {
      const title = figure && `${named(data.runs[run] ?? '', 60)}: ${valueText(figure.value, data.metric)}`;
      if (figure !== undefined) bars.push({ run, figure, top: y, title: title ?? '' });
      y += BAR + 2;
    });
    if (band.dots.length > 0) {
      for (const { series, value } of band.dots) {
        const title = `${named(data.published[series] ?? '', 60)}: ${valueText(value, data.metric)}`;
        dots.push({ value, series, y: y + DOTS / 2, title });
      }
      y += DOTS;
    }
    y += GAP - 2;
    if (!isNarrow) labels.push({ text: named(band.label, 26), y: (top + y) / 2 });
  }
  return { bars, dots, labels, rules, bottom: y };
}

/** Where the scale ends. */
export function highestOf({ bands, metric }: ChartData): number {
  const values = bands.flatMap(({ bars, dots }) => [
    ...bars.flatMap((figure) => (figure === undefined ? [] : [figure.high ?? figure.value])),
    ...dots.map(({ value }) => value),
  ]);
  const most = Math.max(...values, metric.unit === '%' ? 10 : 1);
  return metric.unit === '%' && most <= 100 ? Math.min(100, Math.ceil((most + 4) / 10) * 10) : most * 1.06;
}
