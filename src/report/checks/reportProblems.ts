/** The verdict on a report, the same in the editor and on the command line. */
import type { ReportDocument } from '../reportDocument.ts';
import type { CheckContext } from './checkContext.ts';
import { checkInSteps } from './checkReport.ts';
import type { ReportProblem } from './reportProblem.ts';

export interface PlacedProblem extends ReportProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
}

/**
 * In the order of the text, found step by step: whoever drives it may pause or stop at each `yield`. Undefined for a text that is no
 * report: nothing of it was checked.
 */
export function* problemsInSteps(
  text: string,
  report: ReportDocument,
  context: CheckContext = {},
): Generator<void, PlacedProblem[] | undefined> {
  // Front matter that cannot be read may well be that of a report.
  if (!report.isReport && report.frontMatter?.problem === undefined) return undefined;
  const problems = yield* checkInSteps(text, report, context);
  return placed(text, problems);
}

/** The same at once. */
export function reportProblems(
  text: string,
  report: ReportDocument,
  context: CheckContext = {},
): PlacedProblem[] | undefined {
  const steps = problemsInSteps(text, report, context);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** A fault that a person must see to, as opposed to a remark. */
export function isFault({ severity }: Pick<ReportProblem, 'severity'>): boolean {
  return severity !== 'information';
}

/** One walk over the text for all of them. */
function placed(text: string, problems: readonly ReportProblem[]): PlacedProblem[] {
  const sorted = [...problems].sort((a, b) => a.range.start - b.range.start);
  const lineBreak = /\r\n|\r|\n/g;
  let line = 1;
  let lineStart = 0;
  let next = lineBreak.exec(text);
  return sorted.map((problem) => {
    while (next && next.index + next[0].length <= problem.range.start) {
      line += 1;
      lineStart = next.index + next[0].length;
      next = lineBreak.exec(text);
    }
    return { ...problem, line, column: problem.range.start - lineStart + 1 };
  });
}
