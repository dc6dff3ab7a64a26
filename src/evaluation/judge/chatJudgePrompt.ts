/**
 * The judge's prompt for visual chat. It asks for what LLaVA-Med's does (figure's text as context, the question, two
 * answers; helpfulness, relevance, accuracy and level of detail; one overall score of 1 to 10 each, both on the first
 * line, then an explanation); the wording is ours, so that scores are not to be set beside published ones. Differences:
 * - Mentions of the figure are sentences, not a Python list (see `figureText`), and the question has no image mark.
 * - Foreign texts are fenced: an answer cannot speak to the judge as the one who asks.
 * - Either answer can stand first. LLaVA-Med's reference always did, and judges favour a place.
 */
import type { AnsweredItem } from '../item.ts';
import { Fence } from './fence.ts';
import { figureText, questionText } from './figureText.ts';
import type { JudgePrompt } from './judge.ts';

export const JUDGE_ORDERS = ['referenceFirst', 'answerFirst'] as const;
export type JudgeOrder = (typeof JUDGE_ORDERS)[number];

const SYSTEM = 'You are a careful and impartial judge of answers to questions about biomedical images.';

const TASK = `Score each assistant's answer to the question with one number from 1 (worst) to 10 (best) that sums up four things:
- helpfulness: does it give the person who asked what they need?
- relevance: does it keep to the question and the image?
- accuracy: does it agree with what is known of the image?
- level of detail: does it say as much as the question calls for?
The place of an answer, its length and its tone must not count by themselves.
Write the two scores on the first line and nothing else on it: the score of Assistant 1, a space, the score of Assistant 2. From the second line on, explain both scores.`;

/** Said after the prompt when a reply could not be read: at temperature 0 the same prompt brings the same reply. */
const REMINDERS = [
  'The first line of your reply must hold two numbers from 1 to 10 and a space between them, and nothing else.',
  'Reply with one line only: two numbers from 1 to 10 with a space between them.',
] as const;

/** How often one question can be asked, each time in other words. */
export const MOST_TRIES = 1 + REMINDERS.length;

/** `attempt` from 0. */
export function chatJudgePrompt({ item, answer }: AnsweredItem, order: JudgeOrder, attempt = 0): JudgePrompt {
  const figure = item.figure === undefined ? undefined : figureText(item.figure);
  const question = questionText(item);
  const [first, second] = order === 'referenceFirst' ? [item.reference, answer] : [answer, item.reference];
  const fence = new Fence([figure ?? '', question, first, second]);
  const context =
    figure === undefined
      ? 'You do not see the image, and no text about it is known.'
      : fence.block('You do not see the image. This is what its publication says of it:', figure);
  const parts = [
    'Someone looked at a biomedical image and asked a question about it. Two assistants answered.',
    fence.rule,
    context,
    fence.block('Question:', question),
    fence.block('Answer of Assistant 1:', first),
    fence.block('Answer of Assistant 2:', second),
    TASK,
    ...(attempt === 0 ? [] : [REMINDERS[Math.min(attempt, REMINDERS.length) - 1] ?? '']),
  ];
  return { system: SYSTEM, user: parts.join('\n\n') };
}
