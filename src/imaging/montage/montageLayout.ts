/** How a montage is laid out: equal square cells in rows from the top left. */
export interface MontageLayout {
  readonly columns: number;
  readonly rows: number;
  /** Side of a cell, pixels. */
  readonly cell: number;
  /** Of the whole picture, pixels. */
  readonly width: number;
  readonly height: number;
}

/** Longest side of a montage, pixels: four times what CLIP's smaller projectors take, and a multiple of many cells. */
const LONGEST = 1344;

/** More pictures than this leave none of them enough pixels to be told apart. */
export const MOST_TILES = 64;

/** How many columns make a montage of so many pictures nearest to a square. */
export function montageColumns(count: number): number {
  return Math.ceil(Math.sqrt(count));
}

/** Throws a `RangeError` for counts that are none. */
export function montageLayout(count: number, columns = montageColumns(count)): MontageLayout {
  if (!isCount(count) || !isCount(columns) || columns > count || count > MOST_TILES)
    throw new RangeError(`no montage of ${String(count)} in ${String(columns)} columns`);
  const rows = Math.ceil(count / columns);
  const cell = Math.floor(LONGEST / Math.max(columns, rows));
  return { columns, rows, cell, width: columns * cell, height: rows * cell };
}

/** The left top corner of a cell, pixels; `index` counts the cells from 0. */
export function cellCorner(
  { columns, cell }: MontageLayout,
  index: number,
): { readonly x: number; readonly y: number } {
  return { x: (index % columns) * cell, y: Math.floor(index / columns) * cell };
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1;
}
