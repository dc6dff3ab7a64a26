/** The rows of a JSON array or of JSON lines, with where each of them stands. */
import { t } from '@vscode/l10n';
import { isRecord } from '../../text/isRecord.ts';
import { datasetErrors } from './datasetErrors.ts';

/** A row's members: foreign, any JSON value. */
export type Row = Readonly<Record<string, unknown>>;

export interface RowPlace {
  /** Lines of JSON lines, rows of an array or of a parquet file. */
  readonly unit: 'line' | 'row';
  /** From 1. */
  readonly number: number;
  /** "line 12", "row 12". */
  readonly where: string;
}

export interface FileRow extends RowPlace {
  /** Undefined where it is no object, and `why` says what it is. */
  readonly row: Row | undefined;
  readonly why?: string;
}

/**
 * Every line that is not empty, or every element. An object around one array of rows (`{"data": [...]}`) is looked
 * through. Throws a `DatasetError`.
 */
export function fileRows(path: string, text: string): FileRow[] {
  const start = text.trimStart();
  if (start.startsWith('[')) return elements(parsed(path, text));
  if (!start.startsWith('{')) throw datasetErrors.notJson(path);
  const lines = jsonLines(path, text);
  if (lines === undefined) return elements(enclosed(parsed(path, text)));
  const [only, second] = lines;
  const inner = second === undefined && only?.row !== undefined ? enclosed(only.row) : undefined;
  return inner === undefined || inner === only?.row ? lines : elements(inner);
}

/** Undefined where the first line is no whole JSON value: the file may be one object over many lines. */
function jsonLines(path: string, text: string): FileRow[] | undefined {
  const rows: FileRow[] = [];
  let number = 1;
  for (let at = 0; at < text.length; number++) {
    const feed = text.indexOf('\n', at);
    const line = text.slice(at, feed < 0 ? text.length : feed).trim();
    at = feed < 0 ? text.length : feed + 1;
    if (line === '') continue;
    const place: RowPlace = { unit: 'line', number, where: t`line ${number}` };
    const value = parsedLine(line);
    if (value === NO_JSON) {
      if (rows.length === 0) return undefined;
      // Half a question at the end is not one bad row: what should have followed is missing too.
      if (feed < 0 && isCut(line)) throw datasetErrors.cut(path);
      rows.push({ ...place, row: undefined, why: t`it is not JSON` });
    } else rows.push(rowOf(value, place));
  }
  return rows;
}

const NO_JSON = Symbol('no JSON');

function parsedLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return NO_JSON;
  }
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (isCut(text)) throw datasetErrors.cut(path);
    // The parser's own message repeats what stands in the file.
    const position = /at position (\d+)/.exec((error as SyntaxError).message)?.[1];
    throw datasetErrors.notJson(path, position === undefined ? undefined : lineAt(text, Number(position)));
  }
}

function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** Whether the text ends inside of a string, or before its brackets are closed. */
function isCut(text: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (isText) {
      if (char === '\\') at++;
      else if (char === '"') isText = false;
    } else if (char === '"') isText = true;
    else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
    if (depth < 0) return false;
  }
  return isText || depth > 0;
}

/** The one array of objects of an object, or the value itself. */
function enclosed(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const arrays = Object.values(value).filter((member) => Array.isArray(member) && member.some(isRecord));
  // A row's own list (of its turns, of its mentions) stands beside its question.
  const isPlain = ['question', 'text', 'image', 'conversations', 'conversatons'].some((name) => name in value);
  return arrays.length === 1 && !isPlain ? arrays[0] : value;
}

function elements(value: unknown): FileRow[] {
  return (Array.isArray(value) ? value : [value]).map((element: unknown, index) =>
    rowOf(element, { unit: 'row', number: index + 1, where: t`row ${index + 1}` }),
  );
}

function rowOf(value: unknown, place: RowPlace): FileRow {
  return isRecord(value) ? { ...place, row: value } : { ...place, row: undefined, why: t`it is not a JSON object` };
}
