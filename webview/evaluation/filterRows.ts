/** Which questions the table shows, and in which order. */
import type { EvaluationResults, ResultRow } from '../../src/protocol/evaluationResults.ts';
import type { ComparedRow, ComparedRun } from '../../src/protocol/evaluationView.ts';
import { goodness, isUnreadable, isWrong, rowScore } from './rowScore.ts';

export const SHOWN = ['all', 'wrong', 'unreadable', 'missing', 'differs'] as const;
export const ORDERS = ['worst', 'best', 'file', 'loss', 'gain'] as const;

export interface RowFilter {
  /** Words that all stand in the id or a text. */
  readonly query: string;
  /** Ids of groups; empty for all. */
  readonly domain: string;
  readonly type: string;
  readonly questionType: string;
  readonly show: (typeof SHOWN)[number];
  /** `loss`, `gain`: beside the other run. */
  readonly order: (typeof ORDERS)[number];
}

export const ALL_ROWS: RowFilter = {
  query: '',
  domain: '',
  type: '',
  questionType: '',
  show: 'all',
  order: 'worst',
};

/** Made once for each set of rows: lower case to search in. */
const searched = new WeakMap<readonly ResultRow[], readonly string[]>();

/** Worth doing before somebody types. */
export function searchTexts(rows: readonly ResultRow[]): readonly string[] {
  let texts = searched.get(rows);
  if (texts === undefined) {
    texts = rows.map(({ id, question, reference, answer = '', remarks }) =>
      [String(id), question, reference, answer, ...remarks].join('\n').toLowerCase(),
    );
    searched.set(rows, texts);
  }
  return texts;
}

export type FilteredResults = Pick<EvaluationResults, 'rows' | 'metrics'>;

interface Ordered {
  /** What the order was made of. */
  readonly of: readonly unknown[];
  readonly rows: readonly number[];
}

/** The last order of each set of rows: words are typed in one order, and sorting takes longer than searching. */
const ordered = new WeakMap<readonly ResultRow[], Ordered>();

function orderedRows(
  { rows, metrics }: FilteredResults,
  order: RowFilter['order'],
  metric: string,
  other: Pick<ComparedRun, 'rows'> | undefined,
): readonly number[] {
  const of = [metrics, order, metric, other];
  const last = ordered.get(rows);
  if (last?.of.every((part, i) => part === of[i])) return last.rows;
  const places = [...rows.keys()];
  if (order !== 'file') {
    const sign = order === 'best' || order === 'gain' ? -1 : 1;
    const keys = rows.map((row, i) => {
      const score = rowScore(row, metrics, metric);
      if (order === 'loss' || order === 'gain') return gainOver(score, other?.rows[i] ?? undefined);
      return score && goodness(score);
    });
    places.sort((a, b) => {
      const [first, second] = [keys[a], keys[b]];
      if (first === undefined || second === undefined)
        return Number(first === undefined) - Number(second === undefined) || a - b;
      return sign * (first - second) || a - b;
    });
  }
  ordered.set(rows, { of, rows: places });
  return places;
}

/**
 * Places of rows in the results. Those without the score that they are ordered by come last; among equals stays the
 * file's order. `metric`: the id of the one that is looked at.
 */
export function filterRows(
  results: FilteredResults,
  filter: RowFilter,
  metric: string,
  other?: Pick<ComparedRun, 'rows'>,
): readonly number[] {
  const { rows, metrics } = results;
  const words = filter.query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const texts = words.length === 0 ? [] : searchTexts(rows);
  const groups = [filter.domain, filter.type, filter.questionType].filter((id) => id !== '');
  const isWanted = (index: number): boolean => {
    const row = rows[index];
    if (row === undefined) return false;
    if (groups.some((id) => !row.groups.includes(id))) return false;
    const text = texts[index] ?? '';
    if (words.some((word) => !text.includes(word))) return false;
    if (filter.show === 'all') return true;
    if (filter.show === 'unreadable') return isUnreadable(row);
    if (filter.show === 'missing') return row.answer === undefined;
    const score = rowScore(row, metrics, metric);
    if (filter.show === 'wrong') return score !== undefined && isWrong(score);
    const gain = gainOver(score, other?.rows[index] ?? undefined);
    return gain !== undefined && gain !== 0;
  };
  return orderedRows(results, filter.order, metric, other).filter(isWanted);
}

/** How much better the score is than the other run's by the same metric; negative: worse. */
export function gainOver(score: ReturnType<typeof rowScore>, other: ComparedRow | undefined): number | undefined {
  const value = score && other?.scores[score.metric.id];
  if (score === undefined || value === undefined) return undefined;
  return goodness(score) - goodness({ metric: score.metric, value });
}
