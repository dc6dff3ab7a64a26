/**
 * A judge's prompt for a report draft, in the style of GREEN (Ostmeier et al., Findings of EMNLP 2024): errors that matter
 * to the patient in six categories, and findings that match. The wording is ours and any model may judge, so the score is
 * not GREEN's and cannot be set beside it.
 */
import { Fence } from './fence.ts';
import type { JudgePrompt } from './judge.ts';

/** GREEN's six categories, by the names that the reply's lines start with. */
export const GREEN_ERRORS = {
  falseFinding: 'FALSE FINDING',
  missingFinding: 'MISSING FINDING',
  wrongLocation: 'WRONG LOCATION',
  wrongSeverity: 'WRONG SEVERITY',
  addedComparison: 'ADDED COMPARISON',
  omittedComparison: 'OMITTED COMPARISON',
} as const;
export type GreenError = keyof typeof GREEN_ERRORS;

export const MATCHED = 'MATCHED';
export const MINOR = 'MINOR';
/** Shows that the reply was not cut off. */
export const END = 'END';

const SYSTEM = 'You are a careful radiologist who checks drafts of reports against the reports that were signed.';

const TASK = `Compare the draft with the reference, finding by finding. Judge what they say, not how they say it; leave out what does not bear on the patient's care. Reply with lines only, one for each thing, each in this form:
KIND: the words of the report that it is about
The kinds:
${MATCHED}: both state the same finding, or both rule it out.
${GREEN_ERRORS.falseFinding}: the draft states a finding that the reference does not have.
${GREEN_ERRORS.missingFinding}: the reference states a finding that the draft does not have.
${GREEN_ERRORS.wrongLocation}: both state the finding; its side or place in the draft is wrong.
${GREEN_ERRORS.wrongSeverity}: both state the finding; its size or degree in the draft is wrong.
${GREEN_ERRORS.addedComparison}: the draft speaks of a change from an earlier study, and the reference does not.
${GREEN_ERRORS.omittedComparison}: the reference speaks of a change from an earlier study, and the draft does not.
${MINOR}: an error that would not change what is done for the patient, of whatever kind.
Each finding stands in one line only. Write no line for a kind that does not occur. The last line is ${END}.`;

/** At temperature 0 the same prompt brings the same reply. */
const REMINDERS = [
  `Every line of your reply must start with one of the kinds and a colon, and the last line must be ${END}.`,
  `Reply with such lines only, of at most ten words each, and ${END} as the last line.`,
] as const;

export const MOST_GREEN_TRIES = 1 + REMINDERS.length;

/** `attempt` from 0. */
export function greenStylePrompt(reference: string, draft: string, attempt = 0): JudgePrompt {
  const fence = new Fence([reference, draft]);
  const parts = [
    'A signed report of an image, and a draft that was written of the same image without knowing the report.',
    fence.rule,
    fence.block('Reference:', reference),
    fence.block('Draft:', draft),
    TASK,
    ...(attempt === 0 ? [] : [REMINDERS[Math.min(attempt, REMINDERS.length) - 1] ?? '']),
  ];
  return { system: SYSTEM, user: parts.join('\n\n') };
}
