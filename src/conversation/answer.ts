/** An answer of the chat: its text, how it ended, and how it came about. */
import * as v from 'valibot';

/** How an image reached the model for one answer: so many tokens, at so many pixels. */
export const ReceiptSchema = v.object({
  imageId: v.string(),
  tokens: v.number(),
  width: v.number(),
  height: v.number(),
  cached: v.boolean(),
});
export type Receipt = v.InferOutput<typeof ReceiptSchema>;

/** What a person can do about a failure; the view shows one button for each. */
export const WayOutSchema = v.picklist(['retry', 'newChatSameImages', 'chooseModel', 'openSettings', 'showLog']);
export type WayOut = v.InferOutput<typeof WayOutSchema>;

export const FailureSchema = v.object({ code: v.string(), message: v.string(), waysOut: v.array(WayOutSchema) });
export type Failure = v.InferOutput<typeof FailureSchema>;

/** Which model answered, for the footer and for the provenance of what is put into a report. */
export const AnsweringModelSchema = v.object({
  name: v.string(),
  sha256: v.string(),
  projectorSha256: v.exactOptional(v.string()),
  /** What worked in 8 bits because the user chose so. */
  inEightBits: v.exactOptional(v.array(v.picklist(['projector', 'kvCache']))),
  backend: v.string(),
  /** The program that ran it, such as `node-llama-cpp 3.22.1`. */
  engine: v.exactOptional(v.string()),
  isDemo: v.boolean(),
});
export type AnsweringModel = v.InferOutput<typeof AnsweringModelSchema>;

export const AnswerStatsSchema = v.object({
  promptTokens: v.number(),
  reusedTokens: v.number(),
  answerTokens: v.number(),
  /** Missing where no token came. */
  firstTokenMs: v.exactOptional(v.number()),
  tokensPerSecond: v.exactOptional(v.number()),
});
export type AnswerStats = v.InferOutput<typeof AnswerStatsSchema>;

export const SamplingUsedSchema = v.object({
  temperature: v.number(),
  topP: v.number(),
  maxTokens: v.number(),
  seed: v.number(),
});
export type SamplingUsed = v.InferOutput<typeof SamplingUsedSchema>;

/** What a person thinks of an answer. */
export const VoteSchema = v.object({
  value: v.picklist(['up', 'down', 'flag']),
  note: v.exactOptional(v.string()),
  /** When, in ISO 8601. */
  at: v.string(),
});
export type Vote = v.InferOutput<typeof VoteSchema>;

/** How likely the model held each answer to a closed question, by the logits of its first token; 0 to 1. */
export const ChancesSchema = v.object({ yes: v.number(), no: v.number() });
export type Chances = v.InferOutput<typeof ChancesSchema>;

/** The same question asked several times. */
export const SamplesSchema = v.object({
  texts: v.array(v.string()),
  temperature: v.number(),
  /** Of the first; each has the next. */
  seed: v.number(),
  /** Which say the same, by their places, the largest group first. */
  groups: v.array(v.array(v.number())),
  /** In what the groups differ, in sentences. */
  differences: v.array(v.string()),
});
export type Samples = v.InferOutput<typeof SamplesSchema>;

export const ChatAnswerSchema = v.object({
  text: v.string(),
  /** `stopped` is the user's Stop and `cut` the token limit: in both the text so far stands. */
  state: v.picklist(['running', 'done', 'stopped', 'cut', 'failed']),
  failure: v.exactOptional(FailureSchema),
  /**
   * Images that the model was given for this answer, those of earlier questions included, by id, in the order of the
   * conversation's images. Missing in old conversations, for an answer that never got as far.
   */
  about: v.exactOptional(v.array(v.string())),
  /** Of this answer's model, one for each of its images. */
  receipts: v.exactOptional(v.array(ReceiptSchema)),
  model: v.exactOptional(AnsweringModelSchema),
  sampling: v.exactOptional(SamplingUsedSchema),
  /** What was said to the model before all else. */
  systemPrompt: v.exactOptional(v.string()),
  stats: v.exactOptional(AnswerStatsSchema),
  /** Where a cut answer was gone on with: characters of its text. */
  continuedAt: v.exactOptional(v.array(v.number())),
  vote: v.exactOptional(VoteSchema),
  chances: v.exactOptional(ChancesSchema),
  samples: v.exactOptional(SamplesSchema),
  /** What in it contradicts itself or an earlier answer about the same images, in sentences. */
  contradictions: v.exactOptional(v.array(v.string())),
});
export type ChatAnswer = v.InferOutput<typeof ChatAnswerSchema>;
