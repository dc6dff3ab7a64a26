/** The tables of a run's results for a note or a paper's appendix; of the questions only their number. */
import type { Confusion, EvaluationResults, Figure, MetricDescription } from '../../protocol/evaluationResults.ts';
import type { ComparedRun } from '../../protocol/evaluationView.ts';
import { joinMarkdown, markdownText, type MarkdownText } from '../../text/markdownText.ts';

/** Foreign texts are escaped: they are words, never marks. */
export function resultsMarkdown(results: EvaluationResults, name: string, other?: ComparedRun): string {
  const { title, metrics, rows, confusions, facts, warnings, published } = results;
  const parts: MarkdownText[] = [
    markdownText`# ${title}`,
    markdownText`${rows.length} questions, run ${name}. Research software: not a medical device.`,
    ...(warnings.length === 0
      ? []
      : [
          joinMarkdown(
            warnings.map((warning) => markdownText`- **Note:** ${warning}`),
            '\n',
          ),
        ]),
    ...metrics.flatMap((metric) => metricPart(results, metric, name, other)),
    ...(other === undefined || other.statistics.length === 0
      ? []
      : [
          markdownText`## Compared with ${other.name}`,
          joinMarkdown(
            other.statistics.map(({ label, text }) => markdownText`- ${label}: ${text}`),
            '\n',
          ),
        ]),
    ...confusions.map(confusionPart),
    ...(published.length === 0
      ? []
      : [
          markdownText`## Published figures`,
          joinMarkdown(
            published.map(({ label, source, caveat }) =>
              caveat === undefined
                ? markdownText`- ${label}: ${source}.`
                : markdownText`- ${label}: ${source}. ${caveat}`,
            ),
            '\n',
          ),
        ]),
    ...(facts.length === 0
      ? []
      : [
          markdownText`## How it was made`,
          table(
            [markdownText`Name`, markdownText`Value`],
            facts.map((fact) => [markdownText`${fact.name}`, markdownText`${fact.value}`]),
          ),
        ]),
  ];
  return `${joinMarkdown(parts, '\n\n')}\n`;
}

function metricPart(
  { groups, published }: EvaluationResults,
  metric: MetricDescription,
  name: string,
  other: ComparedRun | undefined,
): readonly MarkdownText[] {
  const shown = groups.filter(({ figures }) => figures[metric.id] !== undefined);
  if (shown.length === 0) return [];
  const rows = published.filter(
    (row) => row.metric === metric.id && shown.some(({ id }) => row.values[id] !== undefined),
  );
  const beside = new Map(other?.groups.map((group) => [group.id, group]));
  return [
    metric.unit === '%' ? markdownText`## ${metric.label} (%)` : markdownText`## ${metric.label}`,
    markdownText`${metric.explanation}`,
    table(
      [
        markdownText`Group`,
        markdownText`Questions`,
        markdownText`${name}`,
        ...(other === undefined ? [] : [markdownText`${other.name}`]),
        ...rows.map(({ label }) => markdownText`${label}`),
      ],
      shown.map((group) => [
        markdownText`${group.label}`,
        markdownText`${group.figures[metric.id]?.count ?? group.count}`,
        figure(group.figures[metric.id], metric),
        ...(other === undefined ? [] : [figure(beside.get(group.id)?.figures[metric.id], metric)]),
        ...rows.map(({ values }) => {
          const value = values[group.id];
          return figure(value === undefined ? undefined : { value, count: 0 }, metric);
        }),
      ]),
    ),
  ];
}

/** "50.2 (47.1 to 53.0)"; a dash where there is none. */
function figure(given: Figure | undefined, { unit }: MetricDescription): MarkdownText {
  if (given === undefined) return markdownText`–`;
  const text = (number: number): MarkdownText => decimal(number, unit === '%' ? 1 : Number.isInteger(number) ? 0 : 2);
  const { value, low, high } = given;
  return low === undefined || high === undefined
    ? text(value)
    : joinMarkdown([text(value), markdownText` (`, text(low), markdownText` to `, text(high), markdownText`)`], '');
}

/** The point is ours: an escaped one would stand in the way of whoever reads the source. */
function decimal(value: number, digits: number): MarkdownText {
  const [whole = '', fraction] = value.toFixed(digits).split('.');
  return fraction === undefined ? markdownText`${whole}` : markdownText`${whole}.${fraction}`;
}

function confusionPart({ label, truths, answers, counts }: Confusion): MarkdownText {
  return joinMarkdown(
    [
      markdownText`## ${label}`,
      markdownText`Rows: what was right. Columns: what was answered.`,
      table(
        [markdownText`Right`, ...answers.map((answer) => markdownText`${answer}`)],
        truths.map((truth, i) => [
          markdownText`${truth}`,
          ...answers.map((_, j) => markdownText`${counts[i]?.[j] ?? 0}`),
        ]),
      ),
    ],
    '\n\n',
  );
}

function table(head: readonly MarkdownText[], rows: readonly (readonly MarkdownText[])[]): MarkdownText {
  const line = (cells: readonly MarkdownText[]): MarkdownText =>
    joinMarkdown([markdownText`| `, joinMarkdown(cells, ' | '), markdownText` |`], '');
  return joinMarkdown([line(head), line(head.map(() => markdownText`---`)), ...rows.map(line)], '\n');
}
