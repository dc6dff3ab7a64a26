/**
 * What llama.cpp computes in, from the shapes of the model: the sum of the tensors that are alive at once in its
 * largest graph. Found beside the sizes that llama.cpp reports ("compute buffer size"), with flash attention, which it
 * uses wherever it can.
 */
import type { ModelInfo } from '../weights/pair/modelInfo.ts';
import type { ProjectorInfo } from '../weights/pair/projectorInfo.ts';

/** Tokens decoded at once, at least. */
const smallestBatch = 512;
/** What stands around an image and can be read with it. */
const besideImage = 64;

/** Answers that are decoded together: more gain little on a CPU, and each needs its room in the context. */
export const laneCount = 8;

/** Tokens whose successors one batch can give: one a lane, or one answer's next tokens and their drafts. */
export const mostOutputs = 16;

/** Tokens that are decoded at once: a whole image is the faster way to read it. */
export function batchTokens(contextSize: number, tokensPerImage: number): number {
  return Math.min(contextSize, Math.max(smallestBatch, tokensPerImage + besideImage));
}

const floatBytes = 4;
const maskBytes = 2;

/** Bytes of the language model's graph for `batch` tokens, of which the last `outputs` give logits. */
export function languageWorkSpace(
  { width, feedForward, vocabulary }: ModelInfo,
  contextSize: number,
  batch: number,
  outputs: number,
): number {
  // Gate, up and their product; the residual, its norm, and what attention brings and takes.
  const layer = batch * (3 * feedForward + 4 * width);
  const logits = outputs * vocabulary + batch * width;
  return floatBytes * Math.max(layer, logits) + maskBytes * batch * contextSize;
}

/** Bytes of the vision encoder's graph for one image; 0 for an encoder whose image size varies. */
export function encoderWorkSpace({ patchSize, imageSize, encoderWidth, feedForward }: ProjectorInfo): number {
  if (patchSize === 0) return 0;
  const tokens = Math.floor(imageSize / patchSize) ** 2 + 1;
  // The wide layer before and after its activation, or what attention brings and takes; and the image.
  const layer = Math.max(5 * encoderWidth, 2 * feedForward);
  return floatBytes * (tokens * layer + 3 * imageSize ** 2);
}
