/** How the rows of one published shape become items; what the shapes have in common. */
import { t } from '@vscode/l10n';
import { DOMAINS, type Domain } from '../../phantoms/phantom.ts';
import { isRecord } from '../../text/isRecord.ts';
import type { EvaluationItem } from '../item.ts';
import type { DatasetFormat } from './datasetFormat.ts';
import type { Row } from './fileRows.ts';

export interface ReadOptions {
  /** VQA-RAD's one file holds training and test: `test` where it has marked any so (default), or `all`. */
  readonly split?: 'test' | 'all' | undefined;
  /** SLAKE asks in English and Chinese: `en` (default), or `all`. */
  readonly language?: 'en' | 'all' | undefined;
}

/** An item whose id may still be missing. */
export type UnnumberedItem = Omit<EvaluationItem, 'id'> & { readonly id: string | number | undefined };

export type RowReading =
  | { readonly item: UnnumberedItem; readonly remark?: string | undefined }
  /** A sentence's end for the person who has to correct it: "it has no question". */
  | { readonly why: string };

/** Rows that do not belong to what is asked for. */
export interface LeftOutRows {
  isLeftOut(row: Row): boolean;
  /** A sentence on so many of them. */
  remark(count: number): string;
}

export interface RowReader {
  readonly format: DatasetFormat;
  fits(row: Row): boolean;
  read(row: Row): RowReading;
  leavesOut?(rows: readonly Row[], options: ReadOptions): LeftOutRows;
  /** The same id may stand at several questions (it is the image's): they are told apart by their order. */
  readonly repeatsIds?: true;
}

/** The first member that is a text or a number that can be written as one. Blank counts as missing. */
export function text(row: Row, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = row[name];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  }
  return undefined;
}

const IMAGE_MARK = '<image>';

/** Without the mark that says where LLaVA-Med puts the image: the image stands before the question. */
export function question(row: Row, ...names: readonly string[]): string | undefined {
  const asked = text(row, ...names)
    ?.replaceAll(IMAGE_MARK, '')
    .trim();
  return asked === '' ? undefined : asked;
}

/** `none`: there is no such member. `bad`: what is there cannot be an id. */
export function idOf(row: Row, ...names: readonly string[]): { id: string | number | undefined } | { why: string } {
  const name = names.find((candidate) => row[candidate] !== undefined && row[candidate] !== null);
  const id = name === undefined ? undefined : row[name];
  if (name === undefined || id === undefined) return { id: undefined };
  if (typeof id !== 'string' && typeof id !== 'number') return { why: t`its ${name} is neither a text nor a number` };
  // JSON's reader has rounded it: two questions could come to have one id.
  if (typeof id === 'number' && !Number.isSafeInteger(id))
    return { why: t`its ${name} is no whole number that can be kept exactly: write it in quotes` };
  return id === '' ? { why: t`its ${name} is empty` } : { id };
}

/** A path from the folder of the images. `null` and a missing member are no image. */
export function imageOf(row: Row, ...names: readonly string[]): { image: string | undefined } | { why: string } {
  const name = names.find((candidate) => row[candidate] !== undefined && row[candidate] !== null);
  const image = name === undefined ? undefined : row[name];
  if (name === undefined || image === undefined) return { image: undefined };
  if (typeof image !== 'string') return { why: t`its ${name} is not the path of one file` };
  if (image === '' || image.includes('\0')) return { why: t`its ${name} is no path` };
  return { image };
}

export function isYesNo(answer: string): boolean {
  return /^(yes|no)\.?$/i.test(answer);
}

/** As the file says; else closed where there is a choice of answers, or the answer is yes or no. */
export function answerTypeOf(row: Row, answer: string, options?: readonly string[]): 'open' | 'closed' {
  const said = text(row, 'answer_type')?.toLowerCase();
  if (said === 'open') return 'open';
  if (said === 'closed' || said === 'close' || said === 'yes/no') return 'closed';
  return options !== undefined || isYesNo(answer) ? 'closed' : 'open';
}

/** The order in which LLaVA-Med's evaluation looks at the flags of a figure that has several. */
const FLAG_ORDER = ['chest_xray', 'mri', 'histology', 'gross', 'ct_scan'] as const satisfies readonly Domain[];

/** Of five flags the first that is true; of a name, the domain of that name. */
export function domainOf(value: unknown): Domain | undefined {
  if (isRecord(value)) return FLAG_ORDER.find((domain) => value[domain] === true);
  if (typeof value !== 'string') return undefined;
  const name = value.trim().toLowerCase().replace(/[ -]/g, '_');
  return DOMAINS.find((domain) => domain === name);
}
