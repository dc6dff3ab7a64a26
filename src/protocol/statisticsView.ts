/** The contract between the extension host and the page "Statistics of My Drafts", checked at run time on both sides. */
import * as v from 'valibot';

/**
 * What became of a draft. `unchanged`: accepted in the model's words. `edited`: accepted in other words. `open`: nobody
 * has decided.
 */
export const DRAFT_OUTCOMES = ['unchanged', 'edited', 'rejected', 'open'] as const;
export type DraftOutcome = (typeof DRAFT_OUTCOMES)[number];

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const CountsSchema = v.object({
  drafts: count,
  /** Their sum is `drafts`. */
  outcomes: v.object({ unchanged: count, edited: count, rejected: count, open: count }),
  /** Of the drafts that somebody has decided about, where it is recorded. */
  sentences: v.object({ accepted: count, edited: count, discarded: count }),
  /** Edits of characters (Levenshtein) of the accepted drafts; missing: of none it is recorded. */
  medianEditDistance: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
});
export type DraftCounts = v.InferOutput<typeof CountsSchema>;

const GroupSchema = v.object({ id: v.string(), label: v.string(), counts: CountsSchema });
export type DraftGroup = v.InferOutput<typeof GroupSchema>;

const GroupingSchema = v.object({
  kind: v.picklist(['section', 'model', 'prompt', 'month']),
  groups: v.array(GroupSchema),
});
export type DraftGrouping = v.InferOutput<typeof GroupingSchema>;

const StatisticsSchema = v.object({ all: CountsSchema, groupings: v.array(GroupingSchema) });
export type DraftStatistics = v.InferOutput<typeof StatisticsSchema>;

const ToStatisticsSchema = v.variant('type', [
  v.object({
    type: v.literal('statistics'),
    statistics: StatisticsSchema,
    /** Files of records that could not be read. */
    unread: count,
  }),
  v.object({ type: v.literal('failure'), message: v.string() }),
]);
export type ToStatistics = v.InferOutput<typeof ToStatisticsSchema>;

const ExportFormatSchema = v.picklist(['csv', 'json']);
export type ExportFormat = v.InferOutput<typeof ExportFormatSchema>;

const FromStatisticsSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('refresh') }),
  v.object({ type: v.literal('export'), format: ExportFormatSchema }),
  v.object({ type: v.literal('newReport') }),
]);
export type FromStatistics = v.InferOutput<typeof FromStatisticsSchema>;

/** Both throw a `ValiError` that says which field is wrong: such a message is a bug, not bad input. */
export function parseToStatistics(message: unknown): ToStatistics {
  return v.parse(ToStatisticsSchema, message);
}

export function parseFromStatistics(message: unknown): FromStatistics {
  return v.parse(FromStatisticsSchema, message);
}
