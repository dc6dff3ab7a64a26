import type { TagPanelState, TagTable } from './tagPanel.ts';

/** The tables of tags that have been asked for, and where one is in them. */
export class TagTables {
  readonly #ask: (itemId: string) => void;
  readonly #changed: () => void;
  readonly #tables = new Map<string, TagTable>();
  #view = { query: '', scrollTop: 0, height: 0 };

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
    return { table: this.#tables.get(itemId) ?? { state: 'loading' }, ...this.#view };
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
