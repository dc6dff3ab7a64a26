import { goneOn } from './findMatches.ts';
import type { FindFacts } from './findBar.ts';
import { TextIndex } from './textIndex.ts';

/** The names of the highlights in find.css. */
const ALL = 'found';
const CURRENT = 'found-current';
/** A chat that is being written is searched again so much later, in ms. */
const LATER = 150;

export interface FindHost {
  /** What is searched; undefined while there is no chat. */
  list(): Element | null;
  /** The facts have changed. */
  changed(): void;
}

/**
 * Finds text in the chat and marks it by highlights, which change nothing in the page: what is drawn lazily is searched
 * and marked all the same.
 */
export class FindInChat {
  readonly #host: FindHost;
  readonly #changes = new MutationObserver(() => {
    this.#index = undefined;
    this.#again();
  });
  #index: TextIndex | undefined;
  #query = '';
  #ranges: readonly Range[] = [];
  #current = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #open = false;
  /** What had the focus before the field was opened. */
  #before: Element | null = null;

  constructor(host: FindHost) {
    this.#host = host;
  }

  /** Undefined while the field is closed. */
  facts(): FindFacts | undefined {
    return this.#open ? { query: this.#query, current: this.#current, count: this.#ranges.length } : undefined;
  }

  open(): void {
    if (!this.#open) this.#before = document.activeElement;
    this.#open = true;
    const list = this.#host.list();
    if (list !== null) this.#changes.observe(list, { subtree: true, childList: true, characterData: true });
    this.#search();
  }

  close(): void {
    this.#open = false;
    this.#changes.disconnect();
    clearTimeout(this.#timer);
    this.#index = undefined;
    this.#ranges = [];
    this.#mark();
    this.#host.changed();
    if (this.#before instanceof HTMLElement && this.#before.isConnected) this.#before.focus();
  }

  seek(query: string): void {
    this.#query = query;
    this.#current = 0;
    this.#search();
    this.#show();
  }

  /** To the next match, or to the one before. */
  go(by: 1 | -1): void {
    this.#current = goneOn(this.#current, by, this.#ranges.length);
    this.#mark();
    this.#show();
    this.#host.changed();
  }

  #again(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#search();
    }, LATER);
  }

  #search(): void {
    const list = this.#host.list();
    if (list === null) return;
    this.#index ??= new TextIndex(list);
    this.#ranges = this.#index.find(this.#query);
    this.#current = Math.min(this.#current, Math.max(0, this.#ranges.length - 1));
    this.#mark();
    this.#host.changed();
  }

  #mark(): void {
    const current = this.#ranges[this.#current];
    if (current === undefined) {
      CSS.highlights.delete(ALL);
      CSS.highlights.delete(CURRENT);
      return;
    }
    CSS.highlights.set(ALL, new Highlight(...this.#ranges));
    const mark = new Highlight(current);
    mark.priority = 1;
    CSS.highlights.set(CURRENT, mark);
  }

  #show(): void {
    const at = this.#ranges[this.#current]?.startContainer.parentElement;
    at?.closest('details')?.setAttribute('open', '');
    at?.scrollIntoView({ block: 'center' });
  }
}
