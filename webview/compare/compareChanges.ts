import { t } from '@vscode/l10n';
import {
  ANSWER_LABELS,
  type CompareState,
  type ToCompare,
  type ViewAnswer,
  type ViewRun,
} from '../../src/protocol/compareView.ts';

/** Undefined where the text does not continue what is known: then all has to be told again. */
export function withDelta(
  state: CompareState,
  { runId, at, offset, text, tokens }: Extract<ToCompare, { type: 'delta' }>,
): CompareState | undefined {
  const answer = answerAt(state, runId, at);
  if (answer?.text.length !== offset) return undefined;
  return withAnswer(state, at, { ...answer, text: answer.text + text, tokens: answer.tokens + tokens });
}

/** Of a run that is no longer shown it changes nothing. */
export function withProgress(
  state: CompareState,
  { runId, at, progress }: Extract<ToCompare, { type: 'progress' }>,
): CompareState {
  const answer = answerAt(state, runId, at);
  return answer === undefined ? state : withAnswer(state, at, { ...answer, progress });
}

function answerAt({ run }: CompareState, runId: string, at: number): ViewAnswer | undefined {
  return run?.id === runId ? run.answers[at] : undefined;
}

function withAnswer(state: CompareState, at: number, answer: ViewAnswer): CompareState {
  if (state.run === undefined) return state;
  return { ...state, run: { ...state.run, answers: state.run.answers.map((old, i) => (i === at ? answer : old)) } };
}

/** What a screen reader is told when a run has ended or a vote was taken; undefined where neither has happened. */
export function finishedText(before: ViewRun | undefined, after: ViewRun | undefined): string | undefined {
  if (after === undefined || before?.id !== after.id) return undefined;
  if (before.isRunning && !after.isRunning) return endText(after);
  if (before.mayReveal && !after.mayReveal)
    return `${after.vote === undefined ? t`The names are shown.` : t`The vote is kept.`} ${names(after)}`.trim();
  return undefined;
}

function endText({ answers, mayVote }: ViewRun): string {
  const failed = labelsOf(answers, 'failed');
  const stopped = labelsOf(answers, 'stopped');
  const parts = [
    failed.length + stopped.length === 0 ? t`All answers are there.` : t`The comparison has ended.`,
    ...(failed.length === 0 ? [] : [t`No answer: ${failed.join(', ')}.`]),
    ...(stopped.length === 0 ? [] : [t`Stopped: ${stopped.join(', ')}.`]),
    ...(mayVote ? [t`Vote for the best.`] : []),
  ];
  return parts.join(' ');
}

function labelsOf(answers: ViewRun['answers'], wanted: ViewAnswer['state']): readonly string[] {
  return answers.flatMap(({ state }, i) => (state === wanted ? [ANSWER_LABELS[i] ?? ''] : []));
}

function names({ answers }: ViewRun): string {
  return answers
    .flatMap(({ identity }, i) => (identity === undefined ? [] : [`${ANSWER_LABELS[i] ?? ''}: ${identity.name}.`]))
    .join(' ');
}
