/**
 * The contract between the extension host and the view "Conversations", checked at run time on both sides.
 *
 * The view says `ready` whenever it has (re)started and gets the whole list; after that it gets the list anew when it
 * has changed. What is searched for is answered for the latest words only, and again when the list changes.
 */
import { t } from '@vscode/l10n';
import * as v from 'valibot';

/** What a conversation is called that has no question yet. */
export const untitled = (): string => t`New chat`;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Which conversation: its folder, in the folder of the workspace that it was begun in. */
export const ConversationRefSchema = v.object({
  workspace: v.pipe(v.string(), v.nonEmpty()),
  id: v.pipe(v.string(), v.nonEmpty()),
});
export type ConversationRef = v.InferOutput<typeof ConversationRefSchema>;

export const HistoryRowSchema = v.object({
  ref: ConversationRefSchema,
  /** Empty: nothing was asked yet. */
  title: v.string(),
  /** Empty where the workspace has no name. */
  workspaceName: v.string(),
  /** It was begun in the workspace of this window. */
  isOfThisWorkspace: v.boolean(),
  questions: count,
  images: count,
  /** Ms since 1970. */
  changedAt: v.number(),
  pinned: v.boolean(),
  archived: v.boolean(),
  /** In which window it is. */
  open: v.picklist(['no', 'here', 'elsewhere']),
});
export type HistoryRow = v.InferOutput<typeof HistoryRowSchema>;

export const HistoryMatchSchema = v.object({
  text: v.string(),
  /** Start and end of what was found, in characters of `text`. */
  marks: v.array(v.tuple([count, count])),
});
export type HistoryMatch = v.InferOutput<typeof HistoryMatchSchema>;

export const FoundRowSchema = v.object({
  row: HistoryRowSchema,
  /** The first few; empty where only the title or an image's name has the words. */
  matches: v.array(HistoryMatchSchema),
  matchCount: count,
});
export type FoundRow = v.InferOutput<typeof FoundRowSchema>;

const ToHistorySchema = v.variant('type', [
  v.object({
    type: v.literal('state'),
    /** Pinned ones first, then the last changed. */
    rows: v.array(HistoryRowSchema),
    /** Of the editor, for dates: a language tag such as `de`. */
    language: v.string(),
  }),
  /** Answers `search`: best first. */
  v.object({ type: v.literal('found'), words: v.string(), found: v.array(FoundRowSchema) }),
  /** The list cannot be read. */
  v.object({ type: v.literal('error'), message: v.string() }),
  /** Puts the caret into the search field. */
  v.object({ type: v.literal('focusSearch') }),
]);
export type ToHistory = v.InferOutput<typeof ToHistorySchema>;

const ref = ConversationRefSchema;

const FromHistorySchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  /** A search is likely to come. */
  v.object({ type: v.literal('prepareSearch') }),
  /** Empty: no more. */
  v.object({ type: v.literal('search'), words: v.string() }),
  /** `words`: as a search found them in its text; the chat shows the place. */
  v.object({ type: v.literal('open'), ref, words: v.optional(v.string()) }),
  v.object({ type: v.literal('newChat') }),
  v.object({ type: v.literal('rename'), ref }),
  v.object({ type: v.literal('setPinned'), ref, pinned: v.boolean() }),
  v.object({ type: v.literal('setArchived'), ref, archived: v.boolean() }),
  v.object({ type: v.literal('delete'), ref }),
  /** Puts back what was deleted last. */
  v.object({ type: v.literal('undelete') }),
  v.object({ type: v.literal('export'), ref }),
]);
export type FromHistory = v.InferOutput<typeof FromHistorySchema>;

/** Both throw a `ValiError` that says which field is wrong: such a message is a bug, not bad input. */
export function parseToHistory(message: unknown): ToHistory {
  return v.parse(ToHistorySchema, message);
}

export function parseFromHistory(message: unknown): FromHistory {
  return v.parse(FromHistorySchema, message);
}
