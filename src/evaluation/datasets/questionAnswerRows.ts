/** A person's own questions: `{id?, image?, question, answer, options?, answer_type?, question_type?, domain?}`. */
import { t } from '@vscode/l10n';
import { isRecord } from '../../text/isRecord.ts';
import { normaliseAnswerCorrectly } from '../metrics/normaliseAnswer.ts';
import { optionLetter, withoutLetters } from '../metrics/optionLetter.ts';
import type { Row } from './fileRows.ts';
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
  if (asked === undefined) return { why: t`it has no question` };
  const choice = choiceOf(row['options']);
  if ('why' in choice) return choice;
  const said = text(row, ...ANSWER);
  if (said === undefined) return { why: t`it has no answer that is a text` };
  const reference = choice.options === undefined ? said : optionOf(choice, said);
  if (reference === undefined) return { why: t`its answer is none of its options` };
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
    remark: isUnknownDomain(row['domain']) ? t`its domain is none of the five: it counts in no domain` : undefined,
  };
}

interface Choice {
  readonly options: readonly string[] | undefined;
  /** Of `{"A": "...", "B": "..."}`: the answer may be one of them. */
  readonly keys?: readonly string[];
}

function choiceOf(value: unknown): Choice | { why: string } {
  if (value === undefined || value === null) return { options: undefined };
  const entries: [string, unknown][] = Array.isArray(value)
    ? value.map((option: unknown) => ['', option])
    : isRecord(value)
      ? Object.entries(value).map(([key, option]) => [key.toUpperCase(), option])
      : [];
  // In the order of their letters: an answer's letter is that of a place.
  if (entries.every(([key]) => /^[A-Z]$/.test(key))) entries.sort(([one], [other]) => (one < other ? -1 : 1));
  const texts = entries.map(([, option]) => option).filter((option) => typeof option === 'string');
  if (texts.length !== entries.length || texts.length < 2) return { why: t`its options are no list of texts` };
  const options = withoutLetters(texts.map((option) => option.trim()));
  return Array.isArray(value) ? { options } : { options, keys: entries.map(([key]) => key) };
}

/** The option that an answer is: in words, by its letter, or by both where they agree. */
function optionOf({ options = [], keys = [] }: Choice, said: string): string | undefined {
  const byKey = options[keys.indexOf(said.toUpperCase())];
  if (byKey !== undefined) return byKey;
  const letter = optionLetter(said, options);
  if (letter === undefined) return inWords(options, said);
  const byLetter = options[letter.place];
  return letter.rest === '' || inWords(options, letter.rest) === byLetter ? byLetter : undefined;
}

function inWords(options: readonly string[], said: string): string | undefined {
  const words = normaliseAnswerCorrectly(said);
  return words === '' ? undefined : options.find((option) => normaliseAnswerCorrectly(option) === words);
}

function isUnknownDomain(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && domainOf(value) === undefined;
}
