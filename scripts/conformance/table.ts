/** Results of a conformance run, to read. */
import type { CheckResult, Comparison } from './checkFile.ts';

export function conformanceTable(results: readonly CheckResult[]): string {
  const header = ['file', 'transfer syntax', 'stored', 'max', 'display', 'max', 'note'];
  const rows = results.map(({ file, syntax, stored, display, outcome, passed }) => [
    file,
    shortened(syntax),
    verdict(stored),
    worst(stored),
    verdict(display),
    worst(display),
    outcome === undefined ? notes(stored, display) : `${passed ? 'ok' : 'MISMATCH'} ${outcome}`,
  ]);
  const widths = header.map((title, column) =>
    Math.max(...[header, ...rows].map((row) => (row[column] ?? title).length)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(column === row.length - 1 ? 0 : widths[column]!))
      .join('  ')
      .trimEnd();
  return [header, ...rows].map(line).join('\n');
}

export function conformanceSummary(results: readonly CheckResult[]): string {
  const compared = (pick: (result: CheckResult) => Comparison): readonly Comparison[] =>
    results.map(pick).filter((each) => each.verdict !== 'none');
  const count = (comparisons: readonly Comparison[], verdict: Comparison['verdict']): number =>
    comparisons.filter((each) => each.verdict === verdict).length;
  const [stored, display] = [compared((result) => result.stored), compared((result) => result.display)];
  const outcomes = results.filter(({ outcome }) => outcome !== undefined);
  const lines: string[] = [];
  if (stored.length > 0)
    lines.push(
      `stored values within tolerance: ${count(stored, 'ok')} of ${stored.length} (${stored.filter(({ worst }) => worst === 0).length} exact)`,
    );
  if (display.length > 0)
    lines.push(
      `display within tolerance: ${count(display, 'ok')} of ${display.length}; reference wrong: ${count(display, 'reference wrong')}; mismatch: ${count(display, 'mismatch')}`,
    );
  if (outcomes.length > 0)
    lines.push(`files that end as documented: ${outcomes.filter(({ passed }) => passed).length} of ${outcomes.length}`);
  return lines.join('\n');
}

function verdict({ verdict: word }: Comparison): string {
  return word === 'none' ? '' : word === 'mismatch' ? 'MISMATCH' : word;
}

function worst({ worst: difference }: Comparison): string {
  return difference === null ? '' : String(Math.round(difference * 1000) / 1000);
}

function notes(stored: Comparison, display: Comparison): string {
  return [stored, display]
    .flatMap(({ verdict: word, why }) =>
      why === undefined ? [] : [word === 'reference wrong' ? `reference wrong: ${why}` : why],
    )
    .join('; ');
}

function shortened(syntax: string): string {
  return syntax.length > 34 ? `${syntax.slice(0, 33)}…` : syntax;
}
