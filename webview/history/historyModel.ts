/** What the view knows, and what follows from it; nothing here touches the page. */
import { t } from '@vscode/l10n';
import type { FoundRow, HistoryRow, ToHistory } from '../../src/protocol/historyView.ts';
import { untitled } from '../../src/protocol/historyView.ts';

/** Which conversations are listed. Archived ones are listed by themselves, whatever their workspace. */
export const SCOPES = ['workspace', 'all', 'archived'] as const;
export type Scope = (typeof SCOPES)[number];

/** Rows that come into the page at once; more when they are scrolled to. */
export const ROWS_AT_ONCE = 40;

export interface HistoryModel {
  /** Undefined until the host has told. */
  readonly rows: readonly HistoryRow[] | undefined;
  readonly language: string;
  /** Why the list cannot be read. */
  readonly error: string | undefined;
  readonly scope: Scope;
  /** What stands in the search field. */
  readonly words: string;
  /** Of the words before, until those of these come. */
  readonly found: { readonly words: string; readonly found: readonly FoundRow[] } | undefined;
  /** Which row has the tab stop; see `activeKey`. */
  readonly active: string | undefined;
  /** How many rows are in the page. */
  readonly rendered: number;
}

export const initialModel: HistoryModel = {
  rows: undefined,
  language: 'en',
  error: undefined,
  scope: 'workspace',
  words: '',
  found: undefined,
  active: undefined,
  rendered: ROWS_AT_ONCE,
};

/** Names a conversation among all. */
export function keyOf({ ref }: HistoryRow): string {
  return `${ref.workspace}/${ref.id}`;
}

export function titleOf({ title }: HistoryRow): string {
  return title === '' ? untitled() : title;
}

export function receive(model: HistoryModel, message: ToHistory): HistoryModel {
  switch (message.type) {
    case 'state':
      return keepPlace(model, { ...model, rows: message.rows, language: message.language, error: undefined });
    case 'found': {
      // The host answers the latest words; those may be older than what is typed by now.
      if (message.words !== model.words.trim()) return model;
      return keepPlace(model, { ...model, found: message, error: undefined });
    }
    case 'error':
      return { ...model, error: message.message };
    case 'focusSearch':
      return model;
  }
}

export function withWords(model: HistoryModel, words: string): HistoryModel {
  const found = words.trim() === '' ? undefined : model.found;
  return { ...model, words, found, active: undefined, rendered: ROWS_AT_ONCE };
}

export function withScope(model: HistoryModel, scope: Scope): HistoryModel {
  return { ...model, scope, active: undefined, rendered: ROWS_AT_ONCE };
}

/** More rows come into the page: so many more, or as far as the row. */
export function withMoreRows(model: HistoryModel, through = 0): HistoryModel {
  const wanted = Math.max(model.rendered + ROWS_AT_ONCE, through + ROWS_AT_ONCE / 2);
  return { ...model, rendered: Math.min(wanted, Math.max(shownRows(model).length, ROWS_AT_ONCE)) };
}

/** Whether what is listed is what was searched for. */
export function isSearch({ words, found }: HistoryModel): boolean {
  return words.trim() !== '' && found !== undefined;
}

/** What is listed, in order. */
export function shownRows(model: HistoryModel): readonly FoundRow[] {
  return candidates(model).filter(({ row }) => isIn(row, model.scope));
}

/** How many there are of each scope: of what was searched for, or of all. */
export function scopeCounts(model: HistoryModel): Readonly<Record<Scope, number>> {
  const rows = candidates(model);
  const count = (scope: Scope): number => rows.filter(({ row }) => isIn(row, scope)).length;
  return { workspace: count('workspace'), all: count('all'), archived: count('archived') };
}

/** The row with the tab stop: the one that was chosen, else the first. */
export function activeKey(model: HistoryModel): string | undefined {
  const keys = shownRows(model).map(({ row }) => keyOf(row));
  return model.active !== undefined && keys.includes(model.active) ? model.active : keys[0];
}

/** What a screen reader is told of a change that a person may not see; undefined: nothing. */
export function announcement(before: HistoryModel, after: HistoryModel): string | undefined {
  if (after.found !== before.found && after.found !== undefined) {
    const { length } = shownRows(after);
    return length === 1 ? t`1 conversation has these words.` : t`${length} conversations have these words.`;
  }
  if (before.rows === undefined || after.rows === undefined || before.rows === after.rows) return undefined;
  const known = new Map(before.rows.map((row) => [keyOf(row), row]));
  for (const row of after.rows) {
    const old = known.get(keyOf(row));
    if (old === undefined) continue;
    if (old.pinned !== row.pinned)
      return row.pinned ? t`Pinned: ${titleOf(row)}` : t`No longer pinned: ${titleOf(row)}`;
    if (old.archived !== row.archived)
      return row.archived ? t`Archived: ${titleOf(row)}` : t`No longer archived: ${titleOf(row)}`;
  }
  return undefined;
}

function candidates({ rows = [], words, found }: HistoryModel): readonly FoundRow[] {
  if (words.trim() !== '' && found !== undefined) return found.found;
  return rows.map((row) => ({ row, matches: [], matchCount: 0 }));
}

function isIn({ archived, isOfThisWorkspace }: HistoryRow, scope: Scope): boolean {
  if (scope === 'archived') return archived;
  return !archived && (scope === 'all' || isOfThisWorkspace);
}

/** Where the row with the tab stop is gone, the one that has taken its place has it. */
function keepPlace(before: HistoryModel, after: HistoryModel): HistoryModel {
  const keys = shownRows(after).map(({ row }) => keyOf(row));
  if (before.active === undefined || keys.includes(before.active)) return after;
  const place = shownRows(before).findIndex(({ row }) => keyOf(row) === before.active);
  return { ...after, active: keys[Math.min(Math.max(place, 0), keys.length - 1)] };
}
