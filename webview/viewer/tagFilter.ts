/** Search in the table of tags. */
import { t } from '@vscode/l10n';
import type { TagRow } from '../../src/display/tagTable.ts';

/**
 * Rows in which every word of the query stands, in the tag (with or without punctuation), keyword, name or value; with
 * the sequences above them.
 */
export function filterTags(rows: readonly TagRow[], query: string): readonly TagRow[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return rows;
  // A set keeps the order of the table: what leads to a row comes before it, and once.
  const kept = new Set<TagRow>();
  /** The rows that lead to the current one, and itself, by depth. */
  const path: TagRow[] = [];
  for (const row of rows) {
    path.length = row.depth;
    path[row.depth] = row;
    if (matches(row, words)) for (const each of path) kept.add(each);
  }
  return [...kept];
}

function matches(row: TagRow, words: readonly string[]): boolean {
  const bare = row.tag.replace(/[(),\s]/g, '');
  const text = `${row.tag} ${bare} ${row.keyword ?? ''} ${row.name} ${row.value}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** What de-identification does to an attribute, in words; PS3.15 Table E.1-1a. */
export function profileText(action: string | undefined): string {
  if (action === undefined) return t`not listed by the de-identification profile`;
  const meanings: Readonly<Record<string, () => string>> = {
    D: () => t`replaced by a dummy value`,
    Z: () => t`emptied or replaced by a dummy value`,
    X: () => t`removed`,
    K: () => t`kept`,
    C: () => t`cleaned`,
    U: () => t`replaced by another, consistent UID`,
  };
  const words = action
    .replace('*', '')
    .split('/')
    .map((code) => meanings[code]?.())
    .filter((meaning) => meaning !== undefined);
  if (words.length === 0) return t`${action} in de-identification`;
  return t`${words.reduce((before, word) => t`${before}, or ${word}`)} by de-identification`;
}

/** A row as a line of a table, for the clipboard. */
export function rowText({ tag, vr, name, value }: TagRow): string {
  return [tag, vr, name, value].join('\t');
}

/** The dictionary's words on a row. */
export function dictionaryText({ tag, keyword, name, vr, multiplicity, retired, profileAction, path }: TagRow): string {
  const facts = [
    `VR ${vr}`,
    multiplicity === undefined ? undefined : `VM ${multiplicity}`,
    retired ? t`retired` : undefined,
  ].filter((fact) => fact !== undefined);
  return [
    `${tag} ${name}`,
    keyword ?? t`no keyword`,
    facts.join(' · '),
    profileText(profileAction),
    ...(path === tag ? [] : [path]),
  ].join('\n');
}
