import type { DraftOutcome } from '../../protocol/statisticsView.ts';
import type { ProvenanceRecord, SentenceCounts } from '../drafts/provenance.ts';

/** A draft as it is counted: ids, hashes, times and counts, and no word of a report. */
export interface CountedDraft {
  readonly proposal: string;
  readonly outcome: DraftOutcome;
  readonly section: string;
  readonly prompt: string;
  /** Lower-case hex SHA-256; missing: not recorded. */
  readonly model?: string;
  /** ISO 8601, UTC; missing where the record has no time. */
  readonly draftedAt?: string;
  /** Of the decision; missing while there is none. */
  readonly decidedAt?: string;
  /** How the sentences were judged; missing: not recorded. */
  readonly sentences?: SentenceCounts;
  /** Edits of characters (Levenshtein) from the model's words to what was accepted; missing: not recorded. */
  readonly editDistance?: number;
  readonly images: number;
}

/** What stands in a record in place of an id that is none: a person may have written anything there. */
export const NO_ID = 'unknown';

/**
 * Each draft once, by the last thing that was recorded of it, oldest first. Records may come from several files in any
 * order; one that stands in two of them, as after a report was copied, counts once. A draft that was written again
 * counts as its last version. What is undone leaves no record: a draft whose acceptance was undone counts as accepted
 * until it is decided about anew.
 */
export function countedDrafts(records: readonly ProvenanceRecord[]): CountedDraft[] {
  const once = new Map(records.map((record) => [JSON.stringify(record), record]));
  const inOrder = [...once.values()].sort((a, b) => timeOf(a.time) - timeOf(b.time));
  const last = new Map(inOrder.map((record) => [record.proposal, record]));
  return [...last.values()].map(counted).sort((a, b) => timeOf(a.draftedAt ?? '') - timeOf(b.draftedAt ?? ''));
}

function counted(record: ProvenanceRecord): CountedDraft {
  const outcome = outcomeOf(record);
  const draftedAt = isoTime(record.draftedAt);
  const decidedAt = outcome === 'open' ? undefined : isoTime(record.time);
  const sentences = outcome === 'open' ? undefined : sentencesOf(record);
  const model = modelOf(record);
  const { editDistance } = record;
  return {
    proposal: idOf(record.proposal),
    outcome,
    section: idOf(record.section),
    prompt: idOf(record.prompt),
    ...(model === undefined ? {} : { model }),
    ...(draftedAt === undefined ? {} : { draftedAt }),
    ...(decidedAt === undefined ? {} : { decidedAt }),
    ...(sentences === undefined ? {} : { sentences }),
    ...((outcome === 'unchanged' || outcome === 'edited') && isCount(editDistance) ? { editDistance } : {}),
    images: record.images.length,
  };
}

function outcomeOf(record: ProvenanceRecord): DraftOutcome {
  switch (record.event) {
    case 'drafted':
      return 'open';
    case 'discarded':
      return 'rejected';
    case 'edited':
      return 'edited';
    case 'accepted': {
      const { edited, discarded } = sentencesOf(record) ?? { edited: 0, discarded: 0 };
      const isChanged = edited > 0 || discarded > 0 || (record.editDistance ?? 0) > 0;
      return isChanged ? 'edited' : 'unchanged';
    }
  }
}

/** `readProvenance` takes a record's other fields as they are in the file. */
function sentencesOf(record: ProvenanceRecord): SentenceCounts | undefined {
  const { accepted, edited, discarded } = (record.sentences ?? {}) as Partial<Record<keyof SentenceCounts, unknown>>;
  return isCount(accepted) && isCount(edited) && isCount(discarded) ? { accepted, edited, discarded } : undefined;
}

function modelOf({ model }: ProvenanceRecord): string | undefined {
  return typeof model === 'string' && /^[\da-f]{12,64}$/.test(model) ? model : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function idOf(value: string): string {
  return /^[\w.-]{1,64}$/.test(value) ? value : NO_ID;
}

/** In ms; what is no time is older than all. */
function timeOf(time: string): number {
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? -8.64e15 : ms;
}

function isoTime(time: string): string | undefined {
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
