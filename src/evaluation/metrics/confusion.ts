import type { Confusion } from '../../protocol/evaluationResults.ts';
import type { ClosedReading } from './closedReading.ts';

/** The column of the answers that say none of what could be said. */
export const OTHER = 'other';

/** Where each question has options of its own, a table of all would grow with the square of the questions. */
const MOST_TRUTHS = 30;
const MOST_COLUMNS = 100;

/**
 * The closed questions with yes or no, and those with other options: two tables, less those without a question. The
 * columns are the truths and `other`; a truth that is itself "other" has its own column beside it. Of more than 30 other
 * truths there is no table.
 */
export function closedConfusions(readings: readonly ClosedReading[]): Confusion[] {
  const isPolar = ({ truth }: ClosedReading): boolean => truth === 'yes' || truth === 'no';
  const polar = readings.filter(isPolar);
  const choice = readings.filter((reading) => !isPolar(reading));
  const named = [...new Set(choice.flatMap(({ truth, said }) => [truth, ...(said === undefined ? [] : [said])]))];
  const truths = new Set(choice.map(({ truth }) => truth));
  const columns = named.sort();
  const rows = columns.filter((name) => truths.has(name));
  return [
    confusion('Yes or no', polar, ['yes', 'no'], ['yes', 'no']),
    ...(rows.length > MOST_TRUTHS || columns.length > MOST_COLUMNS
      ? []
      : [confusion('Options', choice, rows, columns)]),
  ].filter(({ counts }) => counts.some((row) => row.some((count) => count > 0)));
}

function confusion(
  label: string,
  readings: readonly ClosedReading[],
  truths: readonly string[],
  said: readonly string[],
): Confusion {
  const rows = new Map(truths.map((truth, i) => [truth, i]));
  const columns = new Map(said.map((name, i) => [name, i]));
  const counts = truths.map(() => new Array<number>(said.length + 1).fill(0));
  for (const reading of readings) {
    const row = counts[rows.get(reading.truth) ?? -1];
    const column = reading.said === undefined ? said.length : columns.get(reading.said);
    if (row !== undefined && column !== undefined) row[column] = (row[column] ?? 0) + 1;
  }
  return { label, truths, answers: [...said, OTHER], counts };
}
