import { basename } from 'node:path';
import type { DisplayImage } from '../imaging/imaging.ts';
import type { Answer, ModelDescription } from '../protocol/engine.ts';
import type { SectionPrompt } from '../report/sectionPrompts.ts';
import type { AnswerCommand } from './answerCommand.ts';
import { phantomJson } from './imageDoubts.ts';
import { RESEARCH_ONLY } from './usage.ts';

/** The answer with all that is needed to repeat it, for `--json`. */
export function answerJson(
  command: AnswerCommand,
  prompt: SectionPrompt,
  images: readonly DisplayImage[],
  model: ModelDescription,
  answer: Answer,
): object {
  return {
    notice: RESEARCH_ONLY,
    ...(command.kind === 'draft' ? { section: command.section } : {}),
    prompt,
    answer: answer.text,
    stopReason: answer.stopReason,
    images: images.map((image, i) => ({
      ...imageJson(command.images[i] ?? '', image, answer.images[i]),
      ...phantomJson(model, image),
    })),
    model,
    sampling: command.options.sampling,
    promptTokens: answer.promptTokens,
    answerTokens: answer.answerTokens,
    firstTokenMs: answer.firstTokenMs,
    tokensPerSecond: answer.tokensPerSecond,
  };
}

/** Everything about the image but its pixels, and the model's receipt for it. */
function imageJson(
  path: string,
  { rgb: _rgb, phantom: _phantom, ...image }: DisplayImage,
  receipt: Answer['images'][number] | undefined,
): object {
  return { file: basename(path), ...image, receipt: receipt ?? null };
}
