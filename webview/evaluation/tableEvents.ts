import type { PageState } from './pageState.ts';

/** How far the table is scrolled, and how high it is; CSS pixels. */
export interface Scrolled {
  readonly top: number;
  readonly height: number;
}

export interface TableEvents {
  onScroll(scrolled: Scrolled): void;
  onSelect(row: number): void;
  /** Enter: to the details. */
  onEnter(): void;
  /** As it is now: keys may come faster than the page is drawn. */
  current(): PageState;
}
