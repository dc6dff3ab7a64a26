import { readReport } from '../reading/statements/reportReading.ts';
import type { TextRange } from '../reading/textRange.ts';
import type { ReportDocument } from '../reportDocument.ts';
import { changeIn, changesWithoutComparison } from './changesWithoutComparison.ts';
import type { CheckContext } from './checkContext.ts';
import { frontMatterProblems } from './frontMatterProblems.ts';
import { lateralityProblems } from './lateralityProblems.ts';
import { missingSections } from './missingSections.ts';
import type { ReportProblem } from './reportProblem.ts';
import { unreviewedDrafts } from './unreviewedDrafts.ts';
import { unsupportedImpressions } from './unsupportedImpressions.ts';

/**
 * Every problem of a report, found step by step: whoever drives it may pause or stop at each `yield`. What the text does
 * not say itself is in `context`.
 */
export function* checkInSteps(
  text: string,
  report: ReportDocument,
  context: CheckContext = {},
): Generator<void, ReportProblem[]> {
  const problems = [
    ...frontMatterProblems(report),
    ...missingSections(text, report),
    ...unreviewedDrafts(text, context.drafts ?? []),
  ];
  yield;
  const changes: TextRange[] = [];
  const reading = yield* readReport(text, report.sections, report.language, (sentence) => {
    const change = changeIn(sentence);
    if (change) changes.push(change);
  });
  problems.push(...lateralityProblems(text, reading));
  yield;
  problems.push(...unsupportedImpressions(text, report, reading));
  yield;
  problems.push(...changesWithoutComparison(text, report, changes));
  return problems;
}

/** The same at once. */
export function checkReport(text: string, report: ReportDocument, context: CheckContext = {}): ReportProblem[] {
  const steps = checkInSteps(text, report, context);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
