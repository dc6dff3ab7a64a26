/** Which of the published shapes rows have, by their members. */
import { FORMAT_LABELS, type DatasetFormat } from './datasetFormat.ts';
import { datasetErrors } from './datasetErrors.ts';
import type { Row } from './fileRows.ts';
import { llavaMedChat } from './llavaMedChat.ts';
import { llavaMedVqa } from './llavaMedVqa.ts';
import { questionAnswerRows, vqaParquet } from './questionAnswerRows.ts';
import { reportPairs } from './reportPairs.ts';
import type { RowReader } from './rowReader.ts';
import { slake } from './slake.ts';
import { vqaRad } from './vqaRad.ts';

/** The narrower ones first: what SLAKE has would do for the generic reader too. */
const READERS: readonly RowReader[] = [llavaMedChat, llavaMedVqa, vqaRad, slake, reportPairs, questionAnswerRows];
const SAMPLE_ROWS = 500;

/**
 * The first shape that at least half of the first rows have. Throws a `DatasetError` where there is none, or where the
 * rows are not in the wanted one.
 */
export function recognisedFormat(
  path: string,
  rows: readonly Row[],
  container: 'text' | 'parquet',
  wanted?: DatasetFormat,
): RowReader {
  const sample = rows.slice(0, SAMPLE_ROWS);
  const readers = READERS.map((reader) =>
    reader === questionAnswerRows && container === 'parquet' ? vqaParquet : reader,
  );
  if (wanted !== undefined) {
    const reader = readers.find(({ format }) => format === inContainer(wanted, container));
    if (reader === undefined || !sample.some((row) => reader.fits(row)))
      throw datasetErrors.notOfFormat(path, FORMAT_LABELS[wanted](), membersOf(sample));
    return reader;
  }
  const found = readers.find((reader) => isHalf(sample, (row) => reader.fits(row)));
  if (found !== undefined) return found;
  if (isHalf(sample, isAnswer)) throw datasetErrors.answersNotQuestions(path);
  throw datasetErrors.notRecognised(path, membersOf(sample));
}

function inContainer(wanted: DatasetFormat, container: 'text' | 'parquet'): DatasetFormat {
  return wanted === 'generic' && container === 'parquet' ? 'vqaParquet' : wanted;
}

function isHalf(sample: readonly Row[], fits: (row: Row) => boolean): boolean {
  const count = sample.filter(fits).length;
  return count > 0 && count * 2 >= sample.length;
}

/** A line of a model's answers has no right answer beside it. */
function isAnswer(row: Row): boolean {
  return 'question_id' in row && 'text' in row && ('answer_id' in row || 'model_id' in row || 'prompt' in row);
}

/** The names that the first row has: names of members, no contents. */
function membersOf([first]: readonly Row[]): string[] {
  return Object.keys(first ?? {})
    .slice(0, 12)
    .map((name) => (name.length > 40 ? `${name.slice(0, 40)}...` : name));
}
