/**
 * VQA-RAD as its authors publish it, `VQA_RAD Dataset Public.json` (Lau et al., Scientific Data 2018,
 * doi:10.1038/sdata.2018.251), and the train and test files that MEVF has made of it.
 */
import { t } from '@vscode/l10n';
import type { Row } from './fileRows.ts';
import { answerTypeOf, idOf, imageOf, question, text, type RowReader, type RowReading } from './rowReader.ts';

export const vqaRad: RowReader = {
  format: 'vqaRad',
  fits: (row) => 'image_name' in row && ('phrase_type' in row || 'image_organ' in row),
  read,
  leavesOut(rows, { split = 'test' }) {
    // Phrase types are `freeform` and `para`, and `test_freeform` and `test_para` for the test questions.
    const holdsTest = rows.some(isTest);
    return {
      isLeftOut: (row) => split === 'test' && holdsTest && !isTest(row),
      remark: (count) =>
        count === 1
          ? t`1 question of the training set is left out.`
          : t`${count} questions of the training set are left out.`,
    };
  },
};

function isTest(row: Row): boolean {
  return text(row, 'phrase_type')?.toLowerCase().startsWith('test') === true;
}

function read(row: Row): RowReading {
  const found = idOf(row, 'qid', 'question_id', 'id');
  if ('why' in found) return found;
  const picture = imageOf(row, 'image_name');
  if ('why' in picture) return picture;
  const asked = question(row, 'question');
  if (asked === undefined) return { why: t`it has no question` };
  // Counts are numbers in the file.
  const reference = text(row, 'answer');
  if (reference === undefined) return { why: t`it has no answer` };
  return {
    item: {
      id: found.id,
      image: picture.image,
      question: asked,
      reference,
      answerType: answerTypeOf(row, reference),
      questionType: typesOf(text(row, 'question_type')),
    },
  };
}

/** "PRES, POS" and "PRES,POS " are one: the types that a question has, in the file's order. */
function typesOf(types: string | undefined): string | undefined {
  const names = types
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names === undefined || names.length === 0 ? undefined : names.join(', ');
}
