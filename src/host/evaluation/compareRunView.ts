import { t } from '@vscode/l10n';
import type { Answer, Sampling } from '../../protocol/engine.ts';
import { ANSWER_LABELS, type ViewAnswer, type ViewRun, type Vote } from '../../protocol/compareView.ts';
import type { VotedAnswer, VoteRecord } from '../../evaluation/compare/voteRecord.ts';
import { type AskedColumn, type CompareQuestion, worthOf } from './compareRun.ts';

/** A question that was put to the columns, with what came of it. */
export interface Comparison {
  readonly id: string;
  readonly asked: CompareQuestion;
  readonly isBlind: boolean;
  /** By which the order was drawn. */
  readonly seed: number;
  /** In the order in which they stand. */
  readonly answers: readonly AskedColumn[];
  /** `shown[label]` is the column. */
  readonly shown: readonly number[];
  readonly stopping: AbortController;
  isRunning: boolean;
  isRevealed: boolean;
  vote: Vote | undefined;
}

/** Only whole answers are voted on. */
function isWhole({ state }: Pick<AskedColumn, 'state'>): boolean {
  return state === 'done' || state === 'cut';
}

export function mayVote({ isBlind, isRevealed, isRunning, answers }: Comparison): boolean {
  return isBlind && !isRevealed && !isRunning && answers.filter(isWhole).length > 1;
}

/** As the page may know it: no names before they are revealed. */
export function compareRunView(run: Comparison): ViewRun {
  const { id, asked, isBlind, isRevealed, isRunning, answers, vote } = run;
  const isHidden = isBlind && !isRevealed;
  const worths = answers.map((answer) => worthOf(answer, asked.image));
  return {
    id,
    question: asked.question,
    isRunning,
    answers: answers.map((answer, i) => viewAnswer(answer, isHidden, worths[i])),
    isBlind,
    mayVote: mayVote(run),
    mayReveal: isHidden && !isRunning,
    ...(vote === undefined ? {} : { vote }),
    ...(isHidden && worths.some((worth) => worth !== undefined)
      ? {
          warning: t`The demo model is among those that answer. It knows drawn phantoms only: what it says here means nothing.`,
        }
      : {}),
  };
}

function viewAnswer(answer: AskedColumn, isHidden: boolean, warning: string | undefined): ViewAnswer {
  const { state, text, tokens, progress, failure } = answer;
  return {
    ...{ state, text, tokens },
    ...(progress === undefined ? {} : { progress }),
    ...(failure === undefined ? {} : { failure }),
    ...(isHidden
      ? {}
      : {
          identity: {
            name: answer.model?.name ?? answer.label,
            facts: factsOf(answer),
            ...(warning === undefined ? {} : { warning }),
          },
        }),
  };
}

function factsOf({ column, model, answer, sampling }: AskedColumn): string[] {
  return [
    ...(column.kind === 'caption' ? [t`text only, told the caption`] : []),
    ...samplingFacts(sampling),
    ...(answer === undefined ? [] : speedFacts(answer)),
    ...(model === undefined ? [] : [t`model ${model.sha256.slice(0, 8)}`]),
  ];
}

function samplingFacts({ temperature, seed }: Sampling): string[] {
  return [t`temperature ${temperature}`, t`seed ${seed}`];
}

function speedFacts({ answerTokens, tokensPerSecond }: Answer): string[] {
  const known = Number.isFinite(tokensPerSecond) && tokensPerSecond > 0;
  return [
    t`${answerTokens} tokens`,
    ...(known ? [t`${tokensPerSecond.toFixed(tokensPerSecond < 10 ? 1 : 0)} tokens/s`] : []),
  ];
}

/** `now`: ISO 8601; `sha256` of a text's UTF-8 bytes. */
export function voteRecordOf(
  run: Comparison,
  vote: Vote,
  { now, keepsTexts, sha256 }: { now: string; keepsTexts: boolean; sha256: (text: string) => string },
): VoteRecord {
  const { answers, asked, seed, shown } = run;
  const whole = answers.map((answer, i) => ({ answer, i })).filter(({ answer }) => isWhole(answer));
  const told = answers.some(({ column }) => column.kind === 'caption');
  const looked = answers.some(({ column }) => column.kind === 'image');
  return {
    version: 1,
    time: now,
    ...(looked && asked.image !== undefined ? { imageSha256: asked.image.fileSha256 } : {}),
    questionSha256: sha256(asked.question),
    seed,
    answers: whole.flatMap(({ answer, i }) => votedAnswer(answer, i, shown[i] ?? i)),
    vote,
    ...(keepsTexts
      ? {
          texts: {
            question: asked.question,
            ...(told ? { caption: asked.caption } : {}),
            answers: whole.map(({ answer }) => answer.text),
          },
        }
      : {}),
  };
}

function votedAnswer(
  { column, model, answer, sampling, text }: AskedColumn,
  at: number,
  columnAt: number,
): readonly VotedAnswer[] {
  const label = ANSWER_LABELS[at];
  if (model === undefined || answer === undefined || label === undefined) return [];
  const projector = column.kind === 'image' ? model.projector : undefined;
  return [
    {
      label,
      column: columnAt,
      kind: column.kind,
      model: {
        name: model.name,
        sha256: model.sha256,
        ...(projector === undefined ? {} : { projectorSha256: projector.sha256 }),
      },
      sampling: { ...sampling },
      characters: text.length,
      tokens: answer.answerTokens,
      ...(Number.isFinite(answer.tokensPerSecond) ? { tokensPerSecond: answer.tokensPerSecond } : {}),
      stopReason: answer.stopReason === 'maxTokens' ? 'maxTokens' : 'end',
    },
  ];
}
