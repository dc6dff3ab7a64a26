import type { TagRow } from '../../src/display/tagTable.ts';
import { filterTags } from './tagFilter.ts';
import type { TagPanelState, TagTable } from './tagPanel.ts';

/** The tables of tags that have been asked for, and where one is in them. */
export class TagTables {
  readonly #ask: (itemId: string) => void;
  readonly #changed: () => void;
  readonly #tables = new Map<string, TagTable>();
  #view: { query: string; scrollTop: number; height: number; chosen: string | undefined } = {
    query: '',
    scrollTop: 0,
    height: 0,
    chosen: undefined,
  };
  /** The last search: it is asked for whenever the page is drawn. */
  #found: { readonly table: TagTable; readonly query: string; readonly rows: readonly TagRow[] } | undefined;

  constructor(ask: (itemId: string) => void, changed: () => void) {
    this.#ask = ask;
    this.#changed = changed;
  }

  /** Asks for a table unless that has been done. */
  want(itemId: string): void {
    if (this.#tables.has(itemId)) return;
    this.#tables.set(itemId, { state: 'loading' });
    this.#ask(itemId);
  }

  received(itemId: string, table: TagTable): void {
    this.#tables.set(itemId, table);
    this.#changed();
  }

  forget(itemId: string): void {
    this.#tables.delete(itemId);
  }

  of(itemId: string): TagPanelState {
    const table = this.#tables.get(itemId) ?? { state: 'loading' };
    const { query } = this.#view;
    if (this.#found?.table !== table || this.#found.query !== query)
      this.#found = { table, query, rows: table.state === 'here' ? filterTags(table.rows, query) : [] };
    return { table, rows: this.#found.rows, ...this.#view };
  }

  /** By its path. */
  choose(chosen: string): void {
    this.#view = { ...this.#view, chosen };
    this.#changed();
  }

  search(query: string): void {
    this.#view = { ...this.#view, query, scrollTop: 0 };
    this.#changed();
  }

  scrolled(scrollTop: number, height: number): void {
    this.#view = { ...this.#view, scrollTop, height };
    this.#changed();
  }
}
