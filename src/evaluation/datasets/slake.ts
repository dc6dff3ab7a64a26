/** SLAKE as its authors publish it, `train.json`, `validation.json` and `test.json` (Liu et al., ISBI 2021). */
import { t } from '@vscode/l10n';
import type { Domain } from '../../phantoms/phantom.ts';
import type { Row } from './fileRows.ts';
import { answerTypeOf, idOf, imageOf, question, text, type RowReader, type RowReading } from './rowReader.ts';

/** All of its X-rays are of the chest. */
const DOMAIN_OF_MODALITY: ReadonlyMap<string, Domain> = new Map([
  ['ct', 'ct_scan'],
  ['mri', 'mri'],
  ['x-ray', 'chest_xray'],
]);

export const slake: RowReader = {
  format: 'slake',
  fits: (row) => 'q_lang' in row || ('img_name' in row && 'content_type' in row),
  read,
  leavesOut: (_rows, { language = 'en' }) => ({
    isLeftOut: (row) => language === 'en' && (text(row, 'q_lang') ?? 'en') !== 'en',
    remark: (count) =>
      count === 1
        ? t`1 question in other languages than English is left out.`
        : t`${count} questions in other languages than English are left out.`,
  }),
};

function read(row: Row): RowReading {
  const found = idOf(row, 'qid', 'question_id', 'id');
  if ('why' in found) return found;
  // `image`: in copies that carry the picture itself.
  const picture = imageOf(row, 'image', 'img_name');
  if ('why' in picture) return picture;
  const asked = question(row, 'question');
  if (asked === undefined) return { why: t`it has no question` };
  const reference = text(row, 'answer');
  if (reference === undefined) return { why: t`it has no answer` };
  return {
    item: {
      id: found.id,
      image: picture.image,
      question: asked,
      reference,
      answerType: answerTypeOf(row, reference),
      questionType: text(row, 'content_type'),
      domain: DOMAIN_OF_MODALITY.get(text(row, 'modality')?.toLowerCase() ?? ''),
    },
  };
}
