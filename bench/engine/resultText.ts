/** The results as Markdown: ratios are the message, notes stand below the table. */
import type { Figure, Judged, Sample, Unit } from './figure.ts';
import { judge } from './figure.ts';
import type { Equality } from './figures/equalOutput.ts';

export interface BenchResults {
  readonly shape: string;
  readonly command: string;
  /** ISO 8601. */
  readonly date: string;
  readonly processor: string;
  readonly cores: number;
  readonly runs: number;
  /** Average number of others' running processes over the minute before; NaN where the system does not tell. */
  readonly loadBefore: number;
  readonly versions: readonly string[];
  readonly figures: readonly Figure[];
  readonly equality: Equality | undefined;
  readonly notes: readonly string[];
}

const server = 'llama-server';

export function resultText(results: BenchResults): string {
  const { shape, figures, equality } = results;
  return [
    `# Engine, shape ${shape}`,
    measuredWith(results),
    ...(figures.length === 0 ? [] : [table(figures)]),
    ...(equality === undefined ? [] : [`## Output beside llama-server's\n\n${equalityText(equality)}`]),
    ...notesText(results),
  ].join('\n\n');
}

function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { id, what, unit, ours, others } = figure;
    const theirs = others.find(({ name }) => name === server);
    const rest = others.filter(({ name }) => name !== server).map((other) => `${other.name}: ${amount(other, unit)}`);
    const judged = judge(figure);
    return [
      ...[id, what, amount(ours, unit), theirs === undefined ? '–' : amount(theirs, unit), rest.join('; ') || '–'],
      ...[judged.map(ratioText).join('; '), judged.map((one) => targetText(one, unit)).join('; ')],
    ];
  });
  const head = ['', 'figure', 'ours', server, 'others', 'ratio', 'target'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function ratioText({ target, ratio }: Judged): string {
  if (target.kind === 'limit') return '–';
  return `${Number.isNaN(ratio) ? '?' : ratio.toFixed(2)} × ${target.against}`;
}

function targetText({ target, isMet }: Judged, unit: Unit): string {
  const limit = target.kind === 'limit' ? number(target.limit, unit) : target.limit.toFixed(2);
  return `${target.kind === 'ratio' && target.atLeast === true ? '≥' : '≤'} ${limit} ${isMet ? '✓' : '✗'}`;
}

function amount({ value }: Sample, unit: Unit): string {
  return Number.isNaN(value) ? 'not measured' : number(value, unit);
}

function number(value: number, unit: Unit): string {
  if (unit === 'bytes') return `${(value / 1e9).toFixed(2)} GB`;
  if (unit === 'ms' && value >= 10_000) return `${(value / 1000).toFixed(1)} s`;
  return `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${unit}`;
}

function equalityText({ questions, tokens, differences, promptsDiffer }: Equality): string {
  const equal = questions - differences.length;
  const lines = differences.map(
    ({ question, token, ours, theirs, gap }) =>
      `- question ${String(question)}, token ${String(token)}: ours ${JSON.stringify(ours)}, theirs ${JSON.stringify(theirs)}, ` +
      (Number.isNaN(gap) ? 'ours not among their ten likeliest' : `logits ${gap.toPrecision(2)} apart in llama-server`),
  );
  return [
    `${String(equal)} of ${String(questions)} greedy answers (${String(tokens)} tokens) are llama-server's, token for token.`,
    `Prompts of another length: ${String(promptsDiffer)}.`,
    ...lines,
  ].join('\n');
}

function measuredWith({ command, date, processor, cores, runs, loadBefore, versions }: BenchResults): string {
  return [
    `Measured with \`${command}\` on ${date.slice(0, 10)}: ${processor}, ${String(cores)} cores; medians of ${String(runs)}.`,
    versions.join('; ') + '.',
    ...(loadBefore > 0.5
      ? [`**The machine was not idle** (load ${loadBefore.toFixed(1)} before the start): look at the ratios only.`]
      : []),
  ].join('\n');
}

function notesText({ figures, notes }: BenchResults): string[] {
  const lines = [
    ...figures.flatMap(({ id, notes: own }) => own.map((note) => `- ${id}: ${note}`)),
    ...notes.map((note) => `- ${note}`),
  ];
  return lines.length === 0 ? [] : [`## Notes\n\n${lines.join('\n')}`];
}
