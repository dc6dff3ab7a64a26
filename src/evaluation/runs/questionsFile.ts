/**
 * The items of a run as a file: LLaVA-Med's `question_id`, `image` and `text`, which `llava-med batch` asks by, and all
 * else that is needed to score the answers. Line N is item N.
 */
import * as v from 'valibot';
import { writeWhole } from '../../files/writeWhole.ts';
import { readRegularFile } from '../../files/regularFile.ts';
import { DOMAINS } from '../../phantoms/phantom.ts';
import { CHAT_TYPES, type EvaluationItem } from '../item.ts';
import { runErrors } from './runErrors.ts';

/** An item with the words in which it is asked. */
export interface AskedItem {
  readonly item: EvaluationItem;
  readonly text: string;
}

const Line = v.object({
  question_id: v.union([v.string(), v.number()]),
  image: v.optional(v.string()),
  text: v.string(),
  /** Where the question is asked in other words than the data set's. */
  question: v.optional(v.string()),
  reference: v.string(),
  type: v.optional(v.picklist(CHAT_TYPES)),
  domain: v.optional(v.picklist(DOMAINS)),
  answer_type: v.optional(v.picklist(['open', 'closed'])),
  question_type: v.optional(v.string()),
  options: v.optional(v.array(v.string())),
  figure: v.optional(v.object({ label: v.string(), caption: v.string(), mentions: v.array(v.string()) })),
});

export async function writeQuestions(path: string, asked: readonly AskedItem[]): Promise<void> {
  const lines = asked.map(({ item, text }) =>
    JSON.stringify({
      question_id: item.id,
      image: item.image,
      text,
      ...(text === item.question ? {} : { question: item.question }),
      reference: item.reference,
      type: item.chatType,
      domain: item.domain,
      answer_type: item.answerType,
      question_type: item.questionType,
      options: item.options,
      figure: item.figure,
    }),
  );
  await writeWhole(path, lines.map((line) => `${line}\n`).join(''));
}

/** Rejects with a `RunError` where a line is none of ours. */
export async function readQuestions(path: string): Promise<AskedItem[]> {
  const text = (await readRegularFile(path)).toString('utf8');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line, index) => {
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Line), line);
      if (!parsed.success) throw runErrors.questionsUnreadable(path, index + 1);
      const { output } = parsed;
      const item: EvaluationItem = {
        id: output.question_id,
        image: output.image,
        question: output.question ?? output.text,
        reference: output.reference,
        chatType: output.type,
        domain: output.domain,
        answerType: output.answer_type,
        questionType: output.question_type,
        options: output.options,
        figure: output.figure,
      };
      return { item, text: output.text };
    });
}
