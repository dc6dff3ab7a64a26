/** The questions of a file as published, whatever its shape. */
import { t } from '@vscode/l10n';
import { basename, extname } from 'node:path';
import type { EvaluationItem } from '../item.ts';
import { FORMAT_LABELS, type DatasetFormat } from './datasetFormat.ts';
import { datasetErrors } from './datasetErrors.ts';
import { fileRows, type FileRow } from './fileRows.ts';
import { fileText } from './fileText.ts';
import { itemsOfRows, type DatasetProblem } from './itemsOfRows.ts';
import { parquetRows } from './parquetRows.ts';
import { splitOf, type PublishedSplit } from './publishedSplits.ts';
import { recognisedFormat } from './recognisedFormat.ts';
import type { ReadOptions, RowReader } from './rowReader.ts';
import { writeEmbeddedImages, type WrittenImages } from './writeEmbeddedImages.ts';

export interface ReadItemsOptions extends ReadOptions {
  /** Instead of recognising it. */
  readonly format?: DatasetFormat | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Dataset {
  readonly format: DatasetFormat;
  /** That of the published split, where the counts are a split's; else the file's, without its ending. */
  readonly name: string;
  readonly split: PublishedSplit | undefined;
  /** Ids are unique, numbers and texts taken together. */
  readonly items: readonly EvaluationItem[];
  /** Rows that cannot be asked, and rows of which a part is not. */
  readonly problems: readonly DatasetProblem[];
  /** Sentences about the whole: what was left out, and why. */
  readonly remarks: readonly string[];
  /** There where images are in the file itself: to be written before they are asked about. */
  readonly embeddedImages?: EmbeddedImages;
}

export interface EmbeddedImages {
  readonly count: number;
  readonly bytes: number;
  /** As `writeEmbeddedImages`. */
  writeImages(folder: string, signal?: AbortSignal): Promise<WrittenImages>;
}

/**
 * Several files are the parts of one set, as large parquet files come. Rejects with a `DatasetError`, or with the
 * signal's reason.
 */
export async function readItems(
  paths: string | readonly [string, ...string[]],
  { signal, format, ...options }: ReadItemsOptions = {},
): Promise<Dataset> {
  const files = typeof paths === 'string' ? ([paths] as const) : paths;
  const rows: FileRow[] = [];
  const images = new Map<string, ReadonlyMap<string, number>>();
  let reader: RowReader | undefined;
  for (const path of files) {
    const part = await partOf(path, signal);
    const known = recognisedFormat(path, objects(part.rows), part.container, format);
    if (reader !== undefined && reader !== known)
      throw datasetErrors.mixedFormats(path, FORMAT_LABELS[reader.format](), FORMAT_LABELS[known.format]());
    reader = known;
    if (part.images.size > 0) images.set(path, part.images);
    for (const row of part.rows)
      rows.push({
        ...row,
        number: rows.length + 1,
        where: files.length > 1 ? whereIn(basename(path), row) : row.where,
      });
  }
  const [first] = files;
  if (reader === undefined) throw datasetErrors.empty(first);
  const { items, problems, remarks } = itemsOfRows(first, rows, reader, options);
  const split = splitOf(items, reader.format);
  return {
    format: reader.format,
    name: split?.name ?? basename(first, extname(first)),
    split,
    items,
    problems,
    remarks,
    ...(images.size === 0 ? {} : { embeddedImages: embeddedImages(images) }),
  };
}

/** "row 3 of test-00001.parquet" */
function whereIn(file: string, { unit, number }: FileRow): string {
  return unit === 'line' ? t`line ${number} of ${file}` : t`row ${number} of ${file}`;
}

interface Part {
  readonly container: 'text' | 'parquet';
  readonly rows: readonly FileRow[];
  readonly images: ReadonlyMap<string, number>;
}

async function partOf(path: string, signal: AbortSignal | undefined): Promise<Part> {
  const content = await fileText(path, signal);
  if (content.kind === 'parquet') return { container: 'parquet', ...(await parquetRows(path, signal)) };
  const rows = fileRows(path, content.text);
  if (rows.length === 0) throw datasetErrors.empty(path);
  return { container: 'text', rows, images: new Map() };
}

function objects(rows: readonly FileRow[]) {
  return rows.flatMap(({ row }) => (row === undefined ? [] : [row]));
}

function embeddedImages(sources: ReadonlyMap<string, ReadonlyMap<string, number>>): EmbeddedImages {
  const all = new Map([...sources.values()].flatMap((images) => [...images]));
  return {
    count: all.size,
    bytes: [...all.values()].reduce((sum, bytes) => sum + bytes, 0),
    writeImages: (folder, signal) => writeEmbeddedImages(sources, folder, signal),
  };
}
