/** A person's own questions: `{id?, image?, question, answer, options?, answer_type?, question_type?, domain?}`. */
import { isRow, type Row } from './fileRows.ts';
import { answerTypeOf, domainOf, idOf, imageOf, question, text, type RowReader, type RowReading } from './rowReader.ts';

const QUESTION = ['question', 'text'] as const;
const ANSWER = ['answer', 'reference'] as const;

export const questionAnswerRows: RowReader = {
  format: 'generic',
  fits: (row) => QUESTION.some((name) => name in row) && ANSWER.some((name) => name in row),
  read,
};

/** The same rows in a parquet file, with their images in it: `flaviagiammarino/vqa-rad`, `.../path-vqa`. */
export const vqaParquet: RowReader = { ...questionAnswerRows, format: 'vqaParquet' };

function read(row: Row): RowReading {
  const found = idOf(row, 'id', 'question_id', 'qid');
  if ('why' in found) return found;
  const picture = imageOf(row, 'image', 'image_name', 'image_path');
  if ('why' in picture) return picture;
  const asked = question(row, ...QUESTION);
  if (asked === undefined) return { why: 'it has no question' };
  const choice = choiceOf(row['options']);
  if ('why' in choice) return choice;
  const said = text(row, ...ANSWER);
  if (said === undefined) return { why: 'it has no answer that is a text' };
  const reference = choice.byLetter?.get(said.toUpperCase()) ?? said;
  return {
    item: {
      id: found.id,
      image: picture.image,
      question: asked,
      reference,
      answerType: answerTypeOf(row, reference, choice.options),
      questionType: text(row, 'question_type'),
      domain: domainOf(row['domain']),
      options: choice.options,
    },
    remark: isUnknownDomain(row['domain']) ? 'its domain is none of the five: it counts in no domain' : undefined,
  };
}

interface Choice {
  readonly options: readonly string[] | undefined;
  /** Where the options are `{"A": "...", "B": "..."}`, the answer may be a letter. */
  readonly byLetter?: ReadonlyMap<string, string>;
}

function choiceOf(value: unknown): Choice | { why: string } {
  if (value === undefined || value === null) return { options: undefined };
  const entries: [string, unknown][] = Array.isArray(value)
    ? value.map((option: unknown) => ['', option])
    : isRow(value)
      ? Object.entries(value)
      : [];
  const texts = entries.map(([, option]) => option).filter((option) => typeof option === 'string');
  if (texts.length !== entries.length || texts.length < 2) return { why: 'its options are no list of texts' };
  if (Array.isArray(value)) return { options: texts };
  return { options: texts, byLetter: new Map(entries.map(([letter], index) => [letter.toUpperCase(), texts[index]!])) };
}

function isUnknownDomain(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && domainOf(value) === undefined;
}
