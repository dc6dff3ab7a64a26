import { answerAgainstTags } from '../conversation/answerAgainstTags.ts';
import { sourceName } from '../imaging/intake/imageSource.ts';
import type { DisplayImage } from '../imaging/imaging.ts';
import type { Answer, ModelDescription } from '../protocol/engine.ts';
import type { AnswerRequest } from './answerRequest.ts';
import type { ChosenImage } from './chosenImages.ts';
import { phantomJson } from '../batch/imageDoubts.ts';
import { RESEARCH_ONLY } from './notices.ts';

/** The answer with all that is needed to repeat it, for `--json`. */
export function answerJson(
  { section, prompt, sampling }: AnswerRequest,
  chosen: readonly ChosenImage[],
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
      ...imageJson(chosen[i]!, image, answer.images[i]),
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

/** Everything about the image but its pixels, and the model's receipt for it. Frame and slice count from 1, as `--frame` and
 * `--slices`. */
function imageJson(
  { source, slice }: ChosenImage,
  { rgb: _rgb, phantom: _phantom, ...image }: DisplayImage,
  receipt: Answer['images'][number] | undefined,
): object {
  return {
    file: sourceName(source),
    ...image,
    frame: image.frame + 1,
    ...(slice === undefined ? {} : { slice }),
    receipt: receipt ?? null,
  };
}
