/** The rows of a parquet file; the images in it are known by name from here on. */
import { t } from '@vscode/l10n';
import { datasetErrors } from './datasetErrors.ts';
import { embeddedImages, ImageNames } from './embeddedImage.ts';
import type { FileRow, Row, RowPlace } from './fileRows.ts';
import { ParquetFile } from './parquetFile.ts';

/** What the readers of rows look at: other columns may be large. */
const COLUMNS: ReadonlySet<string> = new Set([
  ...['id', 'question_id', 'qid', 'study_id', 'question', 'text', 'answer', 'reference', 'options', 'answer_type'],
  ...['question_type', 'domain', 'image_name', 'image_path', 'image_organ', 'phrase_type', 'img_name', 'q_lang'],
  ...['content_type', 'modality', 'report', 'findings', 'impression', 'indication', 'gpt4_answer', 'type'],
  ...['fig_label', 'fig_caption', 'in_text_mention', 'image', 'images'],
]);

export interface ParquetRows {
  readonly rows: readonly FileRow[];
  /** Name and bytes of each image that is in the file. */
  readonly images: ReadonlyMap<string, number>;
}

/** Rejects with a `DatasetError`, or with the signal's reason. */
export async function parquetRows(path: string, signal?: AbortSignal): Promise<ParquetRows> {
  const file = await ParquetFile.open(path);
  try {
    const { imageColumn } = file;
    const columns = file.columns.filter((name) => COLUMNS.has(name) || name === imageColumn);
    if (!columns.some((name) => COLUMNS.has(name))) throw datasetErrors.notRecognised(path, file.columns.slice(0, 12));
    const names = new ImageNames();
    const images = new Map<string, number>();
    const rows: FileRow[] = [];
    for (const group of file.groups) {
      signal?.throwIfAborted();
      for (const row of await file.rows(group, columns))
        rows.push(named(row, imageColumn, rows.length + 1, names, images));
    }
    if (rows.length === 0) throw datasetErrors.empty(path);
    return { rows, images };
  } finally {
    await file.close();
  }
}

function named(
  row: Row,
  imageColumn: string | undefined,
  number: number,
  names: ImageNames,
  images: Map<string, number>,
): FileRow {
  const place: RowPlace = { unit: 'row', number, where: t`row ${number}` };
  if (imageColumn === undefined) return { ...place, row };
  const { [imageColumn]: value, ...others } = row;
  const found: string[] = [];
  for (const image of embeddedImages(value)) {
    if ('path' in image) {
      found.push(image.path);
      continue;
    }
    const name = names.of(image.bytes);
    if (name === undefined) return { ...place, row: undefined, why: t`its image is neither JPEG nor PNG` };
    images.set(name, image.bytes.length);
    found.push(name);
  }
  if (found.length === 0) return { ...place, row: others };
  return { ...place, row: { ...others, image: found.length === 1 ? found[0] : found } };
}
