/** What a question's scores say, read by one metric or, where that does not apply to it, by the first that does. */
import type { EvaluationResults, MetricDescription, ResultRow } from '../../src/protocol/evaluationResults.ts';

export interface RowScore {
  readonly metric: MetricDescription;
  readonly value: number;
}

/** Closed questions have an accuracy, open ones a recall: `metric` (an id) comes first, then the others in their order. */
export function rowScore(
  { scores }: Pick<ResultRow, 'scores'>,
  metrics: readonly MetricDescription[],
  metric: string,
): RowScore | undefined {
  const wanted = scores[metric] === undefined ? undefined : metrics.find(({ id }) => id === metric);
  const first = wanted ?? metrics.find(({ id }) => scores[id] !== undefined);
  const value = first && scores[first.id];
  return first === undefined || value === undefined ? undefined : { metric: first, value };
}

/** Below 50 of 100; of a metric that counts what is wrong, more than none. */
export function isWrong({ metric, value }: RowScore): boolean {
  if (metric.unit === 'count') return metric.higherIsBetter ? value < 1 : value > 0;
  return metric.higherIsBetter ? value < 50 : value > 50;
}

/** A judge's reply, or the answer itself, of which no score could be made. */
export function isUnreadable({ judgements = [], remarks }: ResultRow): boolean {
  return (
    judgements.some(({ reference, answer }) => reference === undefined || answer === undefined) ||
    remarks.some((remark) => /could not be read|unreadable/i.test(remark))
  );
}

/** How good it is, whatever the direction of its metric: more is better. */
export function goodness({ metric, value }: RowScore): number {
  return metric.higherIsBetter ? value : -value;
}

const scored = new WeakMap<readonly ResultRow[], ReadonlySet<string>>();

/** The metrics that questions have scores of: the chosen one first. */
export function scoredMetrics({ metrics, rows }: EvaluationResults, metric: string): readonly MetricDescription[] {
  let ids = scored.get(rows);
  if (ids === undefined) {
    ids = new Set(rows.flatMap(({ scores }) => Object.keys(scores)));
    scored.set(rows, ids);
  }
  const kept = metrics.filter(({ id }) => ids.has(id));
  return [...kept.filter(({ id }) => id === metric), ...kept.filter(({ id }) => id !== metric)];
}
