/** LLaVA-Med's visual chat, `llava_med_eval_qa50_qa.jsonl`: GPT-4's answers, the figure's caption and mentions. */
import { t } from '@vscode/l10n';
import { isRecord } from '../../text/isRecord.ts';
import { CHAT_TYPES, type FigureContext } from '../item.ts';
import type { Row } from './fileRows.ts';
import { domainOf, idOf, imageOf, question, text, type RowReader, type RowReading } from './rowReader.ts';

export const llavaMedChat: RowReader = {
  format: 'llavaMedChat',
  fits: (row) => 'gpt4_answer' in row,
  read,
};

function read(row: Row): RowReading {
  const found = idOf(row, 'question_id', 'id');
  if ('why' in found) return found;
  const picture = imageOf(row, 'image');
  if ('why' in picture) return picture;
  const asked = question(row, 'text');
  if (asked === undefined) return { why: t`it has no text (the question)` };
  const { gpt4_answer: reference, type } = row;
  // As it stands: the judge is to read what the published evaluation gave it.
  if (typeof reference !== 'string' || reference.trim() === '') return { why: t`it has no gpt4_answer` };
  const chatType = CHAT_TYPES.find((known) => known === type);
  const figure = figureOf(row);
  return {
    item: {
      id: found.id,
      image: picture.image,
      question: asked,
      reference,
      chatType,
      domain: domainOf(row['domain']),
      figure,
    },
    remark: remark(chatType === undefined, figure === undefined),
  };
}

function remark(lacksType: boolean, lacksCaption: boolean): string | undefined {
  if (lacksType) return t`its type is neither ${CHAT_TYPES[0]} nor ${CHAT_TYPES[1]}: it counts only in the whole`;
  return lacksCaption ? t`it has no fig_caption for a judge to read` : undefined;
}

function figureOf(row: Row): FigureContext | undefined {
  const caption = text(row, 'fig_caption');
  if (caption === undefined) return undefined;
  return { label: text(row, 'fig_label') ?? 'Figure', caption, mentions: mentionsOf(row['in_text_mention']) };
}

/** A list of `{tokens}`, a sentence each, its tokens as one text or one by one; `null` where the paper is silent. */
function mentionsOf(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((mention: unknown) => {
    const tokens = isRecord(mention) ? mention['tokens'] : mention;
    const words: unknown[] = Array.isArray(tokens) ? tokens : [tokens];
    const sentence = words
      .filter((word) => typeof word === 'string')
      .join(' ')
      .trim();
    return sentence === '' ? [] : [sentence];
  });
}
