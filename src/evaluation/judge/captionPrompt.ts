/**
 * The language-only bound: a text model that is given the figure's text in place of the image. What a model that sees
 * could reach if its eyes were perfect, as LLaVA-Med's evaluation has GPT-4 do. The wording is ours.
 */
import type { EvaluationItem } from '../item.ts';
import { Fence } from './fence.ts';
import { figureText, questionText } from './figureText.ts';
import type { JudgePrompt } from './judge.ts';

const SYSTEM = 'You answer questions about biomedical images.';

/** Undefined for a question without a figure's text: it has no such bound. */
export function captionPrompt(item: EvaluationItem): JudgePrompt | undefined {
  if (item.figure === undefined) return undefined;
  const figure = figureText(item.figure);
  const question = questionText(item);
  const fence = new Fence([figure, question]);
  const parts = [
    fence.rule,
    fence.block('You are not shown the image itself. This is what its publication says of it:', figure),
    fence.block('Question:', question),
    'Answer the question as someone who looks at the image would. Do not mention the caption or that you read about the image.',
  ];
  return { system: SYSTEM, user: parts.join('\n\n') };
}
