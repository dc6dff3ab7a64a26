/**
 * VQA as LLaVA-Med's evaluation takes it, `train.json` and `test.json`: a question and its answer as two turns. The
 * member is misspelt `conversatons` in a part of the files.
 */
import { t } from '@vscode/l10n';
import { isRecord } from '../../text/isRecord.ts';
import type { Row } from './fileRows.ts';
import { answerTypeOf, domainOf, idOf, imageOf, question, text, type RowReader, type RowReading } from './rowReader.ts';

export const llavaMedVqa: RowReader = {
  format: 'llavaMedVqa',
  fits: (row) => Array.isArray(turnsOf(row)),
  read,
  // Conversions of PathVQA give a question the id of its image; the original pairs by order alone.
  repeatsIds: true,
};

function turnsOf(row: Row): unknown {
  return row['conversations'] ?? row['conversatons'];
}

function read(row: Row): RowReading {
  const turns = turnsOf(row);
  if (!Array.isArray(turns)) return { why: t`it has no conversations` };
  const found = idOf(row, 'id', 'question_id');
  if ('why' in found) return found;
  const picture = imageOf(row, 'image');
  if ('why' in picture) return picture;
  const [first, second] = turns as readonly unknown[];
  const asked = isRecord(first) ? question(first, 'value') : undefined;
  if (asked === undefined) return { why: t`its first turn has no question` };
  const reference = isRecord(second) ? text(second, 'value') : undefined;
  if (reference === undefined) return { why: t`its second turn has no answer` };
  return {
    item: {
      id: found.id,
      image: picture.image,
      question: asked,
      reference,
      answerType: answerTypeOf(row, reference),
      questionType: text(row, 'question_type'),
      domain: domainOf(row['domain']),
    },
    remark: turns.length > 2 ? t`only the first of its ${Math.ceil(turns.length / 2)} questions is asked` : undefined,
  };
}
