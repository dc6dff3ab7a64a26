/** What a judge makes of report drafts, after the idea of GREEN: scores, and its words as remarks. */
import type { MetricDescription, RowJudgement } from '../../protocol/evaluationResults.ts';
import type { Judgement } from '../judge/judgement.ts';
import { GREEN_ERRORS, type GreenError } from '../judge/greenStylePrompt.ts';
import type { GreenFindings } from '../judge/parseGreenReply.ts';
import type { QuestionScores } from './groupFigures.ts';
import { unreadableRemarks } from './judgeReplies.ts';

const OTHERS = "By a judge of your choice after the idea of GREEN (Ostmeier et al. 2024); not GREEN's own model.";

export const greenMetrics: readonly MetricDescription[] = [
  {
    id: 'green',
    label: 'GREEN-style score',
    unit: '%',
    higherIsBetter: true,
    explanation: `Findings that match by these and the errors that matter, the mean of the reports. ${OTHERS}`,
  },
  {
    id: 'greenErrors',
    label: 'Errors, as judged',
    unit: 'count',
    higherIsBetter: false,
    explanation: `Errors that matter to the patient, in six categories. ${OTHERS}`,
  },
];

/** Of one report; no score where the judge found nothing to compare. */
export function greenScores(judgement: Judgement | undefined): QuestionScores {
  const green = judgement?.green;
  if (green === undefined) return {};
  return { ...(green.score !== undefined && { green: 100 * green.score }), greenErrors: errorsOf(green).length };
}

/** The judge's words are foreign text. */
export function greenRemarks(judgement: Judgement | undefined): string[] {
  if (judgement === undefined) return [];
  const { green } = judgement;
  if (green === undefined) return unreadableRemarks([judgement]);
  return [
    ...errorsOf(green).map(([kind, words]) => `The judge: ${GREEN_ERRORS[kind].toLowerCase()} — “${words}”`),
    ...green.minor.map((words) => `The judge: minor error — “${words}”`),
  ];
}

export function greenRow({ judge, order, green, reply }: Judgement): RowJudgement {
  return {
    ...{ judge, order, reply, reference: undefined, answer: undefined },
    ...(green !== undefined && {
      findings: { matched: green.matched.length, errors: errorsOf(green).length, minor: green.minor.length },
    }),
  };
}

function errorsOf({ errors }: GreenFindings): (readonly [GreenError, string])[] {
  return (Object.keys(GREEN_ERRORS) as GreenError[]).flatMap((kind) =>
    errors[kind].map((words) => [kind, words] as const),
  );
}
