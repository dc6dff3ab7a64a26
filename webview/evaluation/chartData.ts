/** What the chart of one metric draws, group by group. */
import type {
  EvaluationResults,
  Figure,
  MetricDescription,
  ResultGroup,
} from '../../src/protocol/evaluationResults.ts';
import type { ComparedRun } from '../../src/protocol/evaluationView.ts';

export interface ChartBand {
  readonly label: string;
  readonly count: number;
  /** Of this run, and of the one beside it. */
  readonly bars: readonly (Figure | undefined)[];
  /** By the place of their row in `published`. */
  readonly dots: readonly { readonly series: number; readonly value: number }[];
}

export interface ChartData {
  readonly metric: MetricDescription;
  /** Names of the runs; the first is the one that is shown. */
  readonly runs: readonly string[];
  readonly published: readonly string[];
  readonly bands: readonly ChartBand[];
  /** Groups that the chart has no room for; tables have all. */
  readonly leftOut: number;
}

/** Datasets name hundreds of question types. */
const MOST_BANDS = 32;

export function chartData(
  { groups, metrics, published }: Pick<EvaluationResults, 'groups' | 'metrics' | 'published'>,
  metricId: string,
  name: string,
  other?: Pick<ComparedRun, 'name' | 'groups'>,
): ChartData | undefined {
  const metric = metrics.find(({ id }) => id === metricId);
  if (metric === undefined) return undefined;
  const rows = published.filter((row) => row.metric === metricId);
  const inOther = new Map(other?.groups.map((group) => [group.id, group]));
  const bands = groups
    .filter((group) => group.figures[metricId] !== undefined)
    .map((group): ChartBand => ({
      label: group.label,
      count: group.count,
      bars: [group, ...(other === undefined ? [] : [inOther.get(group.id)])].map((each) => each?.figures[metricId]),
      dots: rows.flatMap(({ values }, series) => {
        const value = values[group.id];
        return value === undefined ? [] : [{ series, value }];
      }),
    }));
  const shown = bands.slice(0, MOST_BANDS);
  return {
    metric,
    runs: [name, ...(other === undefined ? [] : [other.name])],
    // A row that says nothing of these groups is not in the legend; the places of the others stay.
    published: rows.map(({ label }) => label),
    bands: shown,
    leftOut: bands.length - shown.length,
  };
}

/** Metrics that some group has a figure of. */
export function chartedMetrics(
  metrics: readonly MetricDescription[],
  groups: readonly ResultGroup[],
): readonly MetricDescription[] {
  return metrics.filter(({ id }) => groups.some(({ figures }) => figures[id] !== undefined));
}
