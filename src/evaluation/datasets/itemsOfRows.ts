/** Rows of one shape as items with ids of their own. */
import { t } from '@vscode/l10n';
import type { EvaluationItem } from '../item.ts';
import { datasetErrors } from './datasetErrors.ts';
import type { FileRow } from './fileRows.ts';
import { idKey, RepeatedIds } from './itemIds.ts';
import type { ReadOptions, RowReader } from './rowReader.ts';

export interface DatasetProblem {
  /** "line 12", "row 3 of test-00001.parquet". */
  readonly where: string;
  /** "it has no question". */
  readonly why: string;
}

export interface ItemsOfRows {
  readonly items: readonly EvaluationItem[];
  readonly problems: readonly DatasetProblem[];
  readonly remarks: readonly string[];
}

/** Throws a `DatasetError` where ids are given twice, or where no row can be used. */
export function itemsOfRows(
  path: string,
  rows: readonly FileRow[],
  reader: RowReader,
  options: ReadOptions,
): ItemsOfRows {
  const problems: DatasetProblem[] = [];
  let leftOut = 0;
  const found: { item: EvaluationItem; where: string }[] = [];
  const others = reader.leavesOut?.(
    rows.flatMap(({ row }) => (row === undefined ? [] : [row])),
    options,
  );
  for (const { row, where, number, why } of rows) {
    if (row === undefined) {
      problems.push({ where, why: why ?? t`it is not a JSON object` });
      continue;
    }
    if (others?.isLeftOut(row) === true) {
      leftOut++;
      continue;
    }
    const reading = reader.read(row);
    if ('why' in reading) problems.push({ where, why: reading.why });
    else {
      if (reading.remark !== undefined) problems.push({ where, why: reading.remark });
      found.push({ where, item: { ...reading.item, id: reading.item.id ?? number } });
    }
  }
  const remarks = others === undefined || leftOut === 0 ? [] : [others.remark(leftOut)];
  if (found.length === 0) throw datasetErrors.nothingLeft(path, whyNothing(problems, remarks));
  if (reader.repeatsIds !== true) refuseRepeated(path, found);
  const ids = new RepeatedIds();
  const items = found.map(({ item }) => ({ ...item, id: ids.next(item.id) }));
  if (ids.repeated.size > 0)
    remarks.push(
      t`${ids.repeated.size} ids stand at several questions: the second has #2 after its id, and so on in the order of the file.`,
    );
  return { items, problems, remarks };
}

function whyNothing([first]: readonly DatasetProblem[], [leftOut]: readonly string[]): string {
  if (first !== undefined) return t`${first.where}: ${first.why}`;
  return leftOut?.replace(/[.。]$/, '') ?? t`it has no rows`;
}

function refuseRepeated(path: string, found: readonly { item: EvaluationItem; where: string }[]): void {
  const places = new Map<string, string>();
  const twice: { id: string; one: string; other: string }[] = [];
  for (const { item, where } of found) {
    const id = idKey(item.id);
    const one = places.get(id);
    if (one === undefined) places.set(id, where);
    else twice.push({ id, one, other: where });
  }
  const [first] = twice;
  if (first !== undefined)
    throw datasetErrors.duplicateIds(path, short(first.id), first.one, first.other, twice.length);
}

function short(id: string): string {
  return id.length > 60 ? `${id.slice(0, 60)}...` : id;
}
