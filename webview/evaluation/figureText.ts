import { t } from '@vscode/l10n';
import type { Figure, MetricDescription } from '../../src/protocol/evaluationResults.ts';

/** A value as it is shown: one digit of a per cent, whole counts. No sign of the unit, which stands in the heading. */
export function valueText(value: number, { unit }: Pick<MetricDescription, 'unit'>): string {
  if (unit === '%') return value.toFixed(1);
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

/** With a sign, and with a minus that is one. */
export function differenceText(value: number, metric: Pick<MetricDescription, 'unit'>): string {
  const text = valueText(Math.abs(value), metric);
  if (Number(text) === 0) return text;
  return `${value > 0 ? '+' : '−'}${text}`;
}

/** "50.2 (47.1 to 53.0)". */
export function figureText({ value, low, high }: Figure, metric: Pick<MetricDescription, 'unit'>): string {
  const text = valueText(value, metric);
  return low === undefined || high === undefined
    ? text
    : t`${text} (${valueText(low, metric)} to ${valueText(high, metric)})`;
}

/** "Recall (%)". */
export function metricHeading({ label, unit }: MetricDescription): string {
  return unit === '%' ? `${label} (%)` : label;
}
