import { attribute, elementsOf, isElement, wordsOf } from './element.ts';
import { isBlock } from './htmlNesting.ts';
import type { HtmlElement } from './htmlTree.ts';

export interface TableCell {
  readonly element: HtmlElement;
  /** What its column is called; empty for none. */
  readonly column: string;
}

export interface TableRow {
  /** The cell that says what the row is about. */
  readonly name: HtmlElement | undefined;
  /** The others with something in them. */
  readonly cells: readonly TableCell[];
  /** The table names its columns. */
  readonly hasColumns: boolean;
}

/**
 * The rows of a table of words and fields, without the one that names the columns; undefined for a table that only lays
 * out sections, lists or other tables.
 */
export function tableRows(table: HtmlElement): TableRow[] | undefined {
  if ([...elementsOf(table)].some((one) => one !== table && isLayout(one))) return undefined;
  const rows = [...elementsOf(table)]
    .filter(({ name }) => name === 'tr')
    .map((row) => row.children.filter(isElement).filter(({ name }) => name === 'td' || name === 'th'))
    .filter((cells) => cells.length > 0);
  const [first, ...others] = rows;
  if (!first) return undefined;
  const columns = namesColumns(first, others) ? placed(first).map(({ cell, at }) => ({ at, text: wordsOf(cell) })) : [];
  return (columns.length > 0 ? others : rows).flatMap((cells) => {
    const [head, ...rest] = placed(cells);
    if (!head) return [];
    const isNamed = rest.length > 0 && !holdsField(head.cell) && wordsOf(head.cell) !== '';
    const kept = (isNamed ? rest : [head, ...rest]).filter(({ cell }) => wordsOf(cell) !== '' || holdsField(cell));
    if (kept.length === 0 && !isNamed) return [];
    return [
      {
        name: isNamed ? head.cell : undefined,
        cells: kept.map(({ cell, at }) => ({
          element: cell,
          column: columns.findLast((one) => one.at <= at)?.text ?? '',
        })),
        hasColumns: columns.length > 0,
      },
    ];
  });
}

function isLayout({ name }: HtmlElement): boolean {
  return name === 'table' || name === 'section' || name === 'ul' || name === 'ol' || /^h(?:[1-6]|eader)$/.test(name);
}

/** A row of heads; or of plain words only, over rows with fields. */
function namesColumns(first: readonly HtmlElement[], others: readonly (readonly HtmlElement[])[]): boolean {
  if (others.length === 0 || first.some(holdsField) || first.length < 2 || first.length > mostColumns) return false;
  if (first.every(({ name }) => name === 'th')) return true;
  return (
    first.length > 2 &&
    first.slice(0, -1).every((cell) => wordsOf(cell) !== '' && !isBlock(cell.name)) &&
    others.some((cells) => cells.some(holdsField)) &&
    !first.some((cell) => /[:.]\s*$/.test(wordsOf(cell)))
  );
}

/** A table with more columns is no table of a report. */
const mostColumns = 100;

/** Cells with the column that each starts in. */
function placed(cells: readonly HtmlElement[]): { readonly cell: HtmlElement; readonly at: number }[] {
  let next = 0;
  return cells.map((cell) => {
    const at = next;
    const span = Number.parseInt(attribute(cell, 'colspan'), 10);
    next += span > 1 && span < 1000 ? span : 1;
    return { cell, at };
  });
}

function holdsField(cell: HtmlElement): boolean {
  return [...elementsOf(cell)].some(({ name }) => name === 'input' || name === 'select' || name === 'textarea');
}
