import { readReport } from '../reading/statements/reportReading.ts';
import { LevelReader } from '../reading/statements/levelledFindings.ts';
import { SentencePlaces } from '../reading/statements/sentencePlaces.ts';
import type { TextRange } from '../reading/textRange.ts';
import type { ReportDocument } from '../reportDocument.ts';
import { changedAfterSignOffProblems } from './changedAfterSignOffProblems.ts';
import { changeIn, changesWithoutComparison } from './changesWithoutComparison.ts';
import type { CheckContext } from './checkContext.ts';
import { comparisonUnused, compares } from './comparisonUnused.ts';
import { contradictions } from './contradictions.ts';
import { criticalFindings, criticalFindingsIn, type CriticalFinding } from './criticalFindings.ts';
import { doubledSections } from './doubledSections.ts';
import { emptySections } from './emptySections.ts';
import { frontMatterProblems } from './frontMatterProblems.ts';
import { lateralityProblems } from './lateralityProblems.ts';
import { TaggedSide } from './lateralityTagProblems.ts';
import { levelProblems } from './levelProblems.ts';
import { MeasurementProblems } from './measurementProblems.ts';
import { missingSections } from './missingSections.ts';
import { outdatedDrafts } from './outdatedDrafts.ts';
import type { ReportProblem } from './reportProblem.ts';
import { OtherSexWords } from './sexProblems.ts';
import { templateLeftovers } from './templateLeftovers.ts';
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
    ...emptySections(text, report),
    ...doubledSections(text, report),
    ...unreviewedDrafts(text, context.drafts ?? []),
    ...outdatedDrafts(text, context.outdated ?? []),
    ...changedAfterSignOffProblems(context),
    ...templateLeftovers(text),
  ];
  yield;
  const changes: TextRange[] = [];
  let isCompared = false;
  const taggedSide = new TaggedSide(context);
  const places = new SentencePlaces();
  const levels = { findings: new LevelReader(), impression: new LevelReader() };
  const sizes = new MeasurementProblems(text);
  const otherSex = new OtherSexWords(text, report, context);
  const critical = { findings: new Array<CriticalFinding>(), impression: new Array<CriticalFinding>() };
  const reading = yield* readReport(text, report.sections, report.language, (sentence, kind) => {
    const change = changeIn(sentence);
    if (change) changes.push(change);
    isCompared ||= compares(sentence);
    taggedSide.read(sentence);
    levels[kind].read(sentence);
    sizes.read(sentence, kind);
    otherSex.read(sentence);
    critical[kind].push(...criticalFindingsIn(sentence));
    places.add(sentence, kind);
  });
  problems.push(...lateralityProblems(text, reading));
  yield;
  problems.push(...unsupportedImpressions(text, report, reading));
  yield;
  problems.push(...changesWithoutComparison(text, report, changes));
  problems.push(...comparisonUnused(text, report, isCompared));
  problems.push(...taggedSide.problems(text, report, reading.language));
  yield;
  problems.push(...contradictions(text, reading, places));
  problems.push(...levelProblems(text, levels.findings.found, levels.impression.found));
  yield;
  problems.push(...sizes.problems(reading));
  problems.push(...otherSex.problems(text, report, reading.language));
  problems.push(...criticalFindings(text, reading.impression.hasText, critical));
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
