import { basename } from 'node:path';
import { answerAgainstTags } from '../conversation/answerAgainstTags.ts';
import type { DisplayImage } from '../imaging/imaging.ts';
import type { Answer, ModelDescription } from '../protocol/engine.ts';
import type { AnswerRequest } from './answerRequest.ts';
import { phantomJson } from './imageDoubts.ts';
import { RESEARCH_ONLY } from './notices.ts';

/** The answer with all that is needed to repeat it, for `--json`. */
export function answerJson(
  { section, prompt, images: paths, sampling }: AnswerRequest,
  images: readonly DisplayImage[],
  model: ModelDescription,
  answer: Answer,
): object {
  return {
    notice: RESEARCH_ONLY,
    ...(section === undefined ? {} : { section }),
    prompt,
    answer: answer.text,
    stopReason: answer.stopReason,
    againstTags: answerAgainstTags(answer.text, images),
    images: images.map((image, i) => ({
      ...imageJson(paths[i] ?? '', image, answer.images[i]),
      ...phantomJson(model, image),
    })),
    model,
    sampling,
    promptTokens: answer.promptTokens,
    answerTokens: answer.answerTokens,
    firstTokenMs: answer.firstTokenMs,
    tokensPerSecond: answer.tokensPerSecond,
  };
}

/** Everything about the image but its pixels, and the model's receipt for it. The frame counts from 1, as `--frame`. */
function imageJson(
  path: string,
  { rgb: _rgb, phantom: _phantom, ...image }: DisplayImage,
  receipt: Answer['images'][number] | undefined,
): object {
  return { file: basename(path), ...image, frame: image.frame + 1, receipt: receipt ?? null };
}
