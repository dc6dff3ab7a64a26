import type {
  DraftCounts,
  DraftGroup,
  DraftGrouping,
  DraftOutcome,
  DraftStatistics,
} from '../../protocol/statisticsView.ts';
import type { ProvenanceRecord } from '../drafts/provenance.ts';
import { countedDrafts, NO_ID, type CountedDraft } from './countedDrafts.ts';
import { shownWords, type GroupWords } from './groupWords.ts';

/** Five years of months; other groups are far fewer. */
const MOST_GROUPS = 60;

/**
 * What became of the drafts that the records tell of: of all, and by section, model, prompt and month (UTC, of the
 * drafting). `names`: of models, by their SHA-256; others are called by the start of it. `words`: what
 * the groups are called.
 */
export function draftStatistics(
  records: readonly ProvenanceRecord[],
  names: ReadonlyMap<string, string>,
  words: GroupWords = shownWords,
): DraftStatistics {
  const drafts = countedDrafts(records);
  return {
    all: countsOf(drafts),
    groupings: [
      grouping('section', drafts, words, ({ section }) => section, words.section),
      grouping(
        'model',
        drafts,
        words,
        ({ model = NO_ID }) => model,
        (model) => (model === NO_ID ? words.notRecorded() : modelLabel(model, names)),
      ),
      grouping('prompt', drafts, words, ({ prompt }) => prompt),
      grouping('month', drafts, words, monthOf),
    ],
  };
}

function grouping(
  kind: DraftGrouping['kind'],
  drafts: readonly CountedDraft[],
  words: GroupWords,
  idOf: (draft: CountedDraft) => string,
  labelOf: (id: string) => string = (id) => (id === NO_ID ? words.unknown() : id),
): DraftGrouping {
  const members = new Map<string, CountedDraft[]>();
  for (const draft of drafts) {
    const id = idOf(draft);
    const group = members.get(id);
    if (group) group.push(draft);
    else members.set(id, [draft]);
  }
  const byPlace: (a: [string, CountedDraft[]], b: [string, CountedDraft[]]) => number =
    kind === 'month'
      ? ([a], [b]) => compare(b, a)
      : ([a, of], [b, others]) => others.length - of.length || compare(a, b);
  const inOrder = [...members].sort(byPlace);
  const groups: DraftGroup[] = inOrder
    .slice(0, MOST_GROUPS)
    .map(([id, of]) => ({ id, label: labelOf(id), counts: countsOf(of) }));
  const rest = inOrder.slice(MOST_GROUPS);
  if (rest.length > 0)
    groups.push({ id: 'others', label: words.others(rest.length), counts: countsOf(rest.flatMap(([, of]) => of)) });
  return { kind, groups };
}

function countsOf(drafts: readonly CountedDraft[]): DraftCounts {
  const outcomes: Record<DraftOutcome, number> = { unchanged: 0, edited: 0, rejected: 0, open: 0 };
  const sentences = { accepted: 0, edited: 0, discarded: 0 };
  for (const draft of drafts) {
    outcomes[draft.outcome]++;
    sentences.accepted += draft.sentences?.accepted ?? 0;
    sentences.edited += draft.sentences?.edited ?? 0;
    sentences.discarded += draft.sentences?.discarded ?? 0;
  }
  const median = medianOf(drafts.flatMap(({ editDistance }) => editDistance ?? []));
  return {
    drafts: drafts.length,
    outcomes,
    sentences,
    ...(median === undefined ? {} : { medianEditDistance: median }),
  };
}

/** The mean of the two in the middle where there is no one. */
function medianOf(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

function modelLabel(model: string, names: ReadonlyMap<string, string>): string {
  const hash = model.slice(0, 12);
  const name = names.get(model);
  return name === undefined ? hash : `${name} (${hash})`;
}

/** "2026-03". */
function monthOf({ draftedAt }: CountedDraft): string {
  return /^\d{4}-\d{2}/.exec(draftedAt ?? '')?.[0] ?? NO_ID;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
