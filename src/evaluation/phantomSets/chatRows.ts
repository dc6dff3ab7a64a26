/** Questions about a phantom as LLaVA-Med's visual chat has them (`llava_med_eval_qa50_qa.jsonl`). */
import { abnormalitiesAnswer, description, presenceAnswer, type Truth } from '../../phantoms/answers.ts';
import { DOMAINS, kindsOf } from '../../phantoms/phantom.ts';
import { askAbnormalities, askDescription, askPresence } from '../../phantoms/questions.ts';
import type { Random } from '../../phantoms/random.ts';
import type { ChatType } from '../item.ts';

export interface ChatRow {
  readonly question_id: number;
  readonly image: string;
  readonly pair_id: string;
  readonly text: string;
  /** The field's name: of a phantom, what is true of it. */
  readonly gpt4_answer: string;
  readonly fig_caption: string;
  readonly fig_label: string;
  readonly in_text_mention: null;
  readonly domain: Readonly<Record<string, boolean>>;
  readonly type: ChatType;
}

/** Three questions of a conversation (three quarters, as in the original) and one description. */
export function chatRows(image: string, truth: Truth, firstId: number, random: Random): ChatRow[] {
  const row = (type: ChatType, question: string, answer: string, at: number): ChatRow => ({
    question_id: firstId + at,
    image,
    pair_id: image.replace(/\.\w+$/, ''),
    text: `${question}\n<image>`,
    gpt4_answer: answer,
    fig_caption: description(truth),
    fig_label: 'Phantom',
    in_text_mention: null,
    domain: Object.fromEntries(DOMAINS.map((domain) => [domain, domain === truth.domain])),
    type,
  });
  const kinds = kindsOf(truth.domain);
  const [known, other] = [truth.findings[0]?.kind ?? random.pick(kinds), random.pick(kinds)];
  return [
    row('conversation', askAbnormalities(random, truth.domain), abnormalitiesAnswer(truth), 0),
    row('conversation', askPresence(random, known, truth.domain, true), presenceAnswer(truth, known), 1),
    row('conversation', askPresence(random, other, truth.domain, true), presenceAnswer(truth, other), 2),
    row('detailed_description', askDescription(random, truth.domain), description(truth), 3),
  ];
}
