/**
 * The contract between the extension host and the page that compares models on one image, checked at run time on both
 * sides.
 *
 * The host owns all of it and sends the whole `state` on every change, `delta`s while an answer is written and
 * `progress` before. A delta carries the offset at which its text belongs: a page that missed one says `ready` again.
 * While answers are blind the page is not told which model gave which.
 */
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { ProgressSchema } from './webview.ts';

/** Fewer is no comparison; more are not read side by side. */
export const COLUMNS = { least: 2, most: 4 } as const;
/** What answers are called, in the order in which they stand. */
export const ANSWER_LABELS = ['A', 'B', 'C', 'D'] as const;
export const AnswerLabelSchema = v.picklist(ANSWER_LABELS);
export type AnswerLabel = v.InferOutput<typeof AnswerLabelSchema>;

/** `image`: the model is given the image. `caption`: text only, the caption in the image's place. */
export const ColumnKindSchema = v.picklist(['image', 'caption']);
export type ColumnKind = v.InferOutput<typeof ColumnKindSchema>;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The bounds are those of the settings of the same names. */
export const ColumnSchema = v.object({
  kind: ColumnKindSchema,
  /** Of a `ModelChoice`. */
  model: v.string(),
  temperature: v.pipe(v.number(), v.minValue(0), v.maxValue(2)),
  maxTokens: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8192)),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4294967295)),
});
export type Column = v.InferOutput<typeof ColumnSchema>;

const ModelChoiceSchema = v.object({ id: v.string(), label: v.string(), title: v.string() });
export type ModelChoice = v.InferOutput<typeof ModelChoiceSchema>;

/** Which answer is the best of those that there are. `bothBad`: none is any good. */
export const VoteSchema = v.variant('kind', [
  v.object({ kind: v.literal('best'), label: AnswerLabelSchema }),
  v.object({ kind: v.literal('tie') }),
  v.object({ kind: v.literal('bothBad') }),
]);
export type Vote = v.InferOutput<typeof VoteSchema>;

export const CompareWayOutSchema = v.picklist(['askAgain', 'chooseModel', 'openSettings', 'showLog']);
export type CompareWayOut = v.InferOutput<typeof CompareWayOutSchema>;

const AnswerSchema = v.object({
  state: v.picklist(['waiting', 'running', 'done', 'cut', 'stopped', 'failed']),
  text: v.string(),
  /** Written so far. */
  tokens: count,
  progress: v.exactOptional(ProgressSchema),
  failure: v.exactOptional(v.object({ message: v.string(), waysOut: v.array(CompareWayOutSchema) })),
  /** Who answered, how, and how fast; missing while that is hidden. */
  identity: v.exactOptional(
    v.object({ name: v.string(), facts: v.array(v.string()), warning: v.exactOptional(v.string()) }),
  ),
});
export type ViewAnswer = v.InferOutput<typeof AnswerSchema>;

const RunSchema = v.object({
  id: v.string(),
  question: v.string(),
  isRunning: v.boolean(),
  /** In the order of the labels. */
  answers: v.array(AnswerSchema),
  isBlind: v.boolean(),
  /** A blind run whose answers are there: it is voted on once. */
  mayVote: v.boolean(),
  /** Names are hidden until a vote, or until a person gives up voting. */
  mayReveal: v.boolean(),
  vote: v.exactOptional(VoteSchema),
  /** What must be told of all answers. */
  warning: v.exactOptional(v.string()),
});
export type ViewRun = v.InferOutput<typeof RunSchema>;

const TallyRowSchema = v.object({
  name: v.string(),
  detail: v.string(),
  wins: count,
  losses: count,
  ties: count,
  /** Per cent, a tie is half a win. */
  winRate: v.number(),
  /** 95 %, per cent. */
  interval: v.exactOptional(v.object({ low: v.number(), high: v.number() })),
});

export const CompareStateSchema = v.object({
  image: v.exactOptional(
    v.object({
      name: v.string(),
      /** PNG, as a `data:` address. */
      picture: v.string(),
      facts: v.string(),
      notes: v.array(v.object({ code: v.string(), damage: v.boolean(), text: v.string() })),
      questions: v.array(v.string()),
    }),
  ),
  isOpening: v.boolean(),
  /** Why there is no image, or not the one that was wanted. */
  imageProblem: v.exactOptional(v.string()),
  models: v.array(ModelChoiceSchema),
  columns: v.pipe(v.array(ColumnSchema), v.minLength(COLUMNS.least), v.maxLength(COLUMNS.most)),
  /** As the page last told them; read by a page that starts. */
  question: v.string(),
  caption: v.string(),
  isBlind: v.boolean(),
  keepsTexts: v.boolean(),
  run: v.exactOptional(RunSchema),
  /** What was done to the chat's model for the comparison. */
  notice: v.exactOptional(v.string()),
  votes: v.object({ count, rows: v.array(TallyRowSchema), remark: v.exactOptional(v.string()) }),
});
export type CompareState = v.InferOutput<typeof CompareStateSchema>;

const ToCompareSchema = v.variant('type', [
  v.object({ type: v.literal('state'), state: CompareStateSchema }),
  v.object({ type: v.literal('delta'), runId: v.string(), at: count, offset: count, text: v.string(), tokens: count }),
  v.object({ type: v.literal('progress'), runId: v.string(), at: count, progress: ProgressSchema }),
]);
export type ToCompare = v.InferOutput<typeof ToCompareSchema>;

const FromCompareSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('chooseImage') }),
  v.object({ type: v.literal('texts'), question: v.string(), caption: v.string() }),
  v.object({ type: v.literal('column'), at: count, column: ColumnSchema }),
  v.object({ type: v.literal('addColumn') }),
  v.object({ type: v.literal('removeColumn'), at: count }),
  v.object({ type: v.literal('chooseFiles'), at: count }),
  v.object({ type: v.literal('blind'), isBlind: v.boolean() }),
  v.object({ type: v.literal('keepTexts'), keepsTexts: v.boolean() }),
  v.object({ type: v.literal('ask'), question: v.string(), caption: v.string() }),
  v.object({ type: v.literal('stop') }),
  v.object({ type: v.literal('vote'), vote: VoteSchema }),
  v.object({ type: v.literal('reveal') }),
  v.object({ type: v.literal('exportVotes') }),
  v.object({ type: v.literal('wayOut'), at: count, wayOut: CompareWayOutSchema }),
]);
export type FromCompare = v.InferOutput<typeof FromCompareSchema>;

/** Both throw a `ValiError` that says which field is wrong: such a message is a bug, not bad input. */
export function parseToCompare(message: unknown): ToCompare {
  return v.parse(ToCompareSchema, message);
}

export function parseFromCompare(message: unknown): FromCompare {
  return v.parse(FromCompareSchema, message);
}

/** Why all cannot be asked yet; undefined when they can. */
export function notReady(
  state: Pick<CompareState, 'image' | 'columns'>,
  texts: { readonly question: string; readonly caption: string },
): string | undefined {
  const kinds = state.columns.map(({ kind }) => kind);
  if (state.image === undefined && kinds.includes('image')) return t`Choose an image first.`;
  if (texts.question.trim() === '') return t`Write a question first.`;
  if (texts.caption.trim() === '' && kinds.includes('caption'))
    return t`Write the caption first: a text-only column is told it in place of the image.`;
  return undefined;
}
