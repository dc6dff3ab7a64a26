/** Results as tables for a terminal: a line for each group, beside what was published. */
import type {
  Confusion,
  EvaluationResults,
  Figure,
  MetricDescription,
  PublishedRow,
  ResultGroup,
} from '../../protocol/evaluationResults.ts';

/** Columns with intervals that stand side by side on a usual screen. */
const COLUMNS = 4;

export function resultsText({ title, groups, metrics, published, confusions, warnings }: EvaluationResults): string {
  const shown = metrics.filter(({ id }) => groups.some(({ figures }) => figures[id] !== undefined));
  const rows = published.filter(({ metric }) => shown.some(({ id }) => id === metric));
  const hasIntervals = groups.some(({ figures }) => Object.values(figures).some(({ low }) => low !== undefined));
  const parts = [
    [title],
    ...blocks(shown).map((block) => figureTable(groups, block)),
    ...(rows.length === 0 ? [] : [publishedTable(groups, rows)]),
    ...confusions.map(confusionTable),
    [
      ...(hasIntervals ? ['In brackets: 95 % bootstrap intervals, the questions about one image drawn together.'] : []),
      ...warnings.map((warning) => `Note: ${warning}`),
    ],
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

function blocks(metrics: readonly MetricDescription[]): MetricDescription[][] {
  const count = Math.ceil(metrics.length / COLUMNS);
  return Array.from({ length: count }, (_, index) => metrics.slice(index * COLUMNS, (index + 1) * COLUMNS));
}

function figureTable(groups: readonly ResultGroup[], metrics: readonly MetricDescription[]): string[] {
  const own = groups.filter(({ figures }) => metrics.some(({ id }) => figures[id] !== undefined));
  return table([
    ['', 'n', ...metrics.map(({ label }) => label)],
    ...own.map(({ label, count, figures }) => [
      label,
      String(count),
      ...metrics.map((metric) => figureText(figures[metric.id], metric)),
    ]),
  ]);
}

function publishedTable(groups: readonly ResultGroup[], rows: readonly PublishedRow[]): string[] {
  const own = groups.filter(({ id }) => rows.some(({ values }) => values[id] !== undefined));
  return [
    ...table([
      [`Published: ${rows[0]?.source ?? ''}`, ...own.map(({ label }) => label)],
      ...rows.map(({ label, values }) => [label, ...own.map(({ id }) => values[id]?.toFixed(1) ?? '')]),
    ]),
    ...new Set(rows.flatMap(({ caveat }) => caveat ?? [])),
  ];
}

function confusionTable({ label, truths, answers, counts }: Confusion): string[] {
  return table([
    [`${label}: right, by what was said`, ...answers],
    ...truths.map((truth, row) => [truth, ...(counts[row] ?? []).map(String)]),
  ]);
}

function figureText(figure: Figure | undefined, { unit }: MetricDescription): string {
  if (figure === undefined) return '';
  if (unit === 'count') return String(figure.value);
  const { value, low, high } = figure;
  return low === undefined || high === undefined
    ? value.toFixed(1)
    : `${value.toFixed(1)} [${low.toFixed(1)}, ${high.toFixed(1)}]`;
}

/** The first column to the left, all others to the right; a column is as wide as its widest cell. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
