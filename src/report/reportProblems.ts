/** The verdict on a report, the same in the editor and on the command line. */
import { checkReport, type ReportProblem } from './checks.ts';
import type { ReportDocument } from './reportDocument.ts';
import type { TextRange } from './textRange.ts';

export interface PlacedProblem extends ReportProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
}

/**
 * In the order of the text. `drafts` are the model's texts that nobody has accepted yet. Undefined for a text that is no
 * report: nothing of it was checked.
 */
export function reportProblems(
  text: string,
  report: ReportDocument,
  drafts: readonly TextRange[],
): PlacedProblem[] | undefined {
  // Front matter that cannot be read may well be that of a report.
  if (!report.isReport && report.frontMatter?.problem === undefined) return undefined;
  return checkReport(text, report, drafts)
    .map((problem) => ({ ...problem, ...placeOf(text, problem.range.start) }))
    .sort((a, b) => a.range.start - b.range.start);
}

/** A fault that a person must see to, as opposed to a remark. */
export function isFault({ severity }: Pick<ReportProblem, 'severity'>): boolean {
  return severity !== 'information';
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
