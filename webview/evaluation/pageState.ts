/** What the results page shows, and how messages and a person change it. */
import { spokenComparison, spokenResults } from '../../src/protocol/spokenResults.ts';
import type { EvaluationResults, ResultRow } from '../../src/protocol/evaluationResults.ts';
import type { ComparedRun, RowImage, ToEvaluation } from '../../src/protocol/evaluationView.ts';
import { chartedMetrics } from './chartData.ts';
import { ALL_ROWS, filterRows, type RowFilter } from './filterRows.ts';

export interface PageState {
  /** Of the run's folder. */
  readonly name: string;
  readonly results: EvaluationResults | undefined;
  readonly failure: { readonly title: string; readonly message: string } | undefined;
  readonly comparison: ComparedRun | undefined;
  /** Id of the metric that is looked at. */
  readonly metric: string;
  readonly filter: RowFilter;
  /** Places in the results of the rows that the filter lets through, in their order. */
  readonly shown: readonly number[];
  /** Place in the results of the row whose details are shown. */
  readonly selected: number | undefined;
  readonly images: ReadonlyMap<number, RowImage>;
}

/** What outlasts hiding the page. */
export interface PageMemory {
  readonly metric: string;
  readonly filter: RowFilter;
  /** Id and question of the selected row. */
  readonly selected: string | undefined;
}

/** Images that are kept for a row that is selected again. */
const KEPT_IMAGES = 24;

export const NOTHING_YET: PageState = {
  name: '',
  results: undefined,
  failure: undefined,
  comparison: undefined,
  metric: '',
  filter: ALL_ROWS,
  shown: [],
  selected: undefined,
  images: new Map(),
};

export function rowKey({ id, question }: ResultRow): string {
  return JSON.stringify([id, question]);
}

/** `memory`: of before, for results that come the first time. */
export function received(state: PageState, message: ToEvaluation, memory?: PageMemory): PageState {
  switch (message.type) {
    case 'failure':
      return { ...NOTHING_YET, filter: state.filter, metric: state.metric, failure: message };
    case 'comparison': {
      const differs = state.filter.show === 'differs' || state.filter.order === 'loss' || state.filter.order === 'gain';
      const filter: RowFilter =
        message.run === undefined && differs
          ? { ...state.filter, show: state.filter.show === 'differs' ? 'all' : state.filter.show, order: 'worst' }
          : state.filter;
      return filtered({ ...state, comparison: message.run && spokenComparison(message.run), filter });
    }
    case 'image': {
      const images = new Map(state.images).set(message.row, message.image);
      for (const row of images.keys()) if (images.size > KEPT_IMAGES) images.delete(row);
      return { ...state, images };
    }
    case 'results':
      return withResults(state, message.name, spokenResults(message.results), memory);
  }
}

function withResults(
  state: PageState,
  name: string,
  results: EvaluationResults,
  memory: PageMemory | undefined,
): PageState {
  const selected = state.selected === undefined ? undefined : state.results?.rows[state.selected];
  const key = selected === undefined ? memory?.selected : rowKey(selected);
  const known = chartedMetrics(results.metrics, results.groups);
  const wanted = state.metric === '' ? memory?.metric : state.metric;
  const metric = known.find(({ id }) => id === wanted) ?? known[0] ?? results.metrics[0];
  const ids = new Set(results.groups.map(({ id }) => id));
  const { domain, type, questionType, ...rest } =
    state.results === undefined ? (memory?.filter ?? state.filter) : state.filter;
  const kept = (id: string): string => (ids.has(id) ? id : '');
  const at = key === undefined ? -1 : results.rows.findIndex((row) => rowKey(row) === key);
  return filtered({
    name,
    results,
    failure: undefined,
    // The host sends it again, for these rows.
    comparison: undefined,
    metric: metric?.id ?? '',
    filter: { ...rest, domain: kept(domain), type: kept(type), questionType: kept(questionType) },
    shown: [],
    selected: at < 0 ? undefined : at,
    images: new Map(),
  });
}

export function withFilter(state: PageState, change: Partial<RowFilter>): PageState {
  return filtered({ ...state, filter: { ...state.filter, ...change } });
}

export function withMetric(state: PageState, metric: string): PageState {
  return filtered({ ...state, metric });
}

function filtered(state: PageState): PageState {
  const { results, filter, metric, comparison } = state;
  return results === undefined ? state : { ...state, shown: filterRows(results, filter, metric, comparison) };
}

export function memoryOf({ results, metric, filter, selected }: PageState): PageMemory {
  const row = selected === undefined ? undefined : results?.rows[selected];
  return { metric, filter, selected: row && rowKey(row) };
}
