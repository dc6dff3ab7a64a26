/** Of a long list only what is in sight is in the page. */
export interface RowWindow {
  /** The first that is in the page, and the one after the last. */
  readonly first: number;
  readonly last: number;
}

/** Matches the height of a row in questions.css, CSS pixels. */
export const ROW_HEIGHT = 28;
/** Rows in the page above and below those in sight. */
const SPARE = 10;
/** Before the list was measured. */
const LEAST_HEIGHT = 600;

export function visibleRows(count: number, scrollTop: number, height: number): RowWindow {
  const last = Math.min(count, Math.ceil((scrollTop + Math.max(height, LEAST_HEIGHT)) / ROW_HEIGHT) + SPARE);
  // A list that became shorter is scrolled beyond its end for a moment.
  const first = Math.max(0, Math.min(Math.floor(scrollTop / ROW_HEIGHT), last) - SPARE);
  return { first, last };
}

/** Where the list has to be scrolled to for the row to be in sight: no further than it must. */
export function scrollTopFor(index: number, scrollTop: number, height: number): number {
  return Math.min(Math.max(scrollTop, (index + 1) * ROW_HEIGHT - height), index * ROW_HEIGHT);
}
