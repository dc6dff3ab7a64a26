import assert from 'node:assert/strict';
import type { CheckContext } from '../../../../src/report/checks/checkContext.ts';
import { checkReport } from '../../../../src/report/checks/checkReport.ts';
import type { ProblemCode } from '../../../../src/report/checks/reportProblem.ts';
import { parseReport } from '../../../../src/report/reportDocument.ts';

/** The words that a check marks in a text, in its order, white space as one space. */
export function marked(code: ProblemCode, text: string, context: CheckContext = {}): string[] {
  return checkReport(text, parseReport(text), context)
    .filter((problem) => problem.code === code)
    .sort((a, b) => a.range.start - b.range.start)
    .map(({ range }) => text.slice(range.start, range.end).replace(/\s+/g, ' '));
}

/** Findings and an Impression. */
export function report(findings: string, impression = 'As above.'): string {
  return `FINDINGS: ${findings}\n\nIMPRESSION: ${impression}\n`;
}

/** Texts that a check marks nothing in. */
export function leavesAlone(code: ProblemCode, texts: readonly string[], context: CheckContext = {}): void {
  for (const text of texts) assert.deepEqual(marked(code, text, context), [], text);
}
