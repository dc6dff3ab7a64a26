/** Answers one request: images to features, prompt into the KV cache as far as it is not there yet, tokens out. */
import type { Answer, AnswerRequest, ImageReceipt } from '../../protocol/engine.ts';
import type { AnswerEvent } from '../childContract.ts';
import { engineErrors } from '../engineErrors.ts';
import type { AnswerRun } from './answerRun.ts';
import { generateAnswer } from './generateAnswer.ts';
import type { ImageEncoder } from './imageEncoder.ts';
import type { LoadedModel } from './loadedModel.ts';
import { eraseFrom } from './nodeLlamaInternals.ts';
import { promptPieces } from './promptPieces.ts';
import { planPrompt, reusablePositions, segmentsFrom } from './promptPlan.ts';
import type { PromptPlan } from './promptPlan.ts';
import { readPrompt } from './readPrompt.ts';

/** Room for an answer without which a question is not worth asking. */
const smallestAnswer = 16;

export async function answerRequest(
  loaded: LoadedModel,
  encoder: ImageEncoder,
  request: AnswerRequest,
  emit: (event: AnswerEvent) => void,
  signal: AbortSignal,
): Promise<Answer> {
  const started = performance.now();
  const run: AnswerRun = { loaded, encoder, emit, signal };
  const pieces = promptPieces(request.messages, loaded.model, loaded.description.template);
  const images = usedImages(request);
  requireRoom(
    loaded,
    pieces.reduce((sum, piece) => sum + (piece.kind === 'tokens' ? piece.tokens.length : 0), 0),
    images.length * encoder.tokensPerImage,
  );
  const fresh = new Set<string>();
  for (const [index, image] of images.entries()) {
    if (encoder.partsOf(image.sha256) !== undefined) continue;
    emit({ kind: 'progress', progress: { stage: 'encodingImage', index, count: images.length } });
    if ((await encoder.encode(image)) === null) return stopped(0, 0);
    fresh.add(image.sha256);
  }
  const plan = planPrompt(pieces, (sha256) => encoder.partsOf(sha256) ?? []);
  requireRoom(loaded, plan.textTokens, plan.imageTokens);
  const reused = await eraseFrom(loaded.sequence, reusablePositions(plan, loaded.sequence.contextTokens));
  const receipts = images.map(({ sha256, width, height }): ImageReceipt => ({
    sha256,
    width,
    height,
    tokens: encoder.tokensOf(sha256),
    cached: !fresh.has(sha256),
  }));
  const lastTokens = await readPrompt(run, request, plan, reused, receipts);
  if (lastTokens === null) return stopped(plan.positions, reused);
  const generated = await generateAnswer(run, lastTokens, request.sampling);
  const { firstToken, lastToken, tokens, text, stopReason } = generated;
  return {
    ...{
      text,
      stopReason,
      promptTokens: plan.textTokens + plan.imageTokens,
      reusedTokens: reusedTokens(plan, reused),
      answerTokens: tokens,
      images: receipts,
    },
    firstTokenMs: firstToken - started,
    tokensPerSecond: tokens > 1 ? ((tokens - 1) * 1000) / (lastToken - firstToken) : 0,
  };

  function stopped(promptTokens: number, reusedTokens: number): Answer {
    return {
      text: '',
      stopReason: 'stopped',
      promptTokens,
      reusedTokens,
      answerTokens: 0,
      images: [],
      firstTokenMs: Number.NaN,
      tokensPerSecond: 0,
    };
  }
}

/** The images that messages name, each once, in order. */
function usedImages({ messages, images }: AnswerRequest): AnswerRequest['images'] {
  return [...new Set(messages.flatMap((message) => message.images))].map((sha256) => {
    const image = images.find((candidate) => candidate.sha256 === sha256);
    if (image === undefined) throw engineErrors.internal('a message names an image that the request does not hold');
    return image;
  });
}

function requireRoom(loaded: LoadedModel, textTokens: number, imageTokens: number): void {
  const { contextSize } = loaded.description;
  if (textTokens + imageTokens + smallestAnswer > contextSize)
    throw engineErrors.contextFull(contextSize, imageTokens, textTokens);
}

/** Positions as tokens: they differ where an image has more tokens than positions. */
function reusedTokens(plan: PromptPlan, reusedPositions: number): number {
  const rest = segmentsFrom(plan, reusedPositions).reduce(
    (sum, segment) => sum + (segment.kind === 'tokens' ? segment.tokens.length : segment.tokens),
    0,
  );
  return plan.textTokens + plan.imageTokens - rest;
}
