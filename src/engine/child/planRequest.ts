/** A request as what has to stand in the KV cache for it. */
import type { AnswerRequest, ModelImage, Prompt } from '../../protocol/engine.ts';
import { engineErrors } from '../engineErrors.ts';
import { continuedAnswer } from './continuedAnswer.ts';
import type { ImageEncoder } from './imageEncoder.ts';
import type { LoadedModel } from './loadedModel.ts';
import type { EncodedPart } from './nativeAddon.ts';
import { promptPieces } from './promptPieces.ts';
import { planPrompt, prefixesOf } from './promptPlan.ts';
import type { Prefix, PromptPlan } from './promptPlan.ts';
import type { TextBefore } from './tokenStream.ts';

/** Room for an answer without which a question is not worth asking. */
const smallestAnswer = 16;

export interface PlannedRequest {
  readonly plan: PromptPlan;
  /** The images that the messages name, each once, in order. */
  readonly images: readonly ModelImage[];
  /** Of the plan, the longest first. */
  readonly prefixes: readonly Prefix[];
  /** Where the answer goes on with text at the prompt's end: that text. */
  readonly before: TextBefore | undefined;
}

/** Rejects with `contextFull` or `imageWithoutProjector`. */
export async function planRequest(
  loaded: LoadedModel,
  encoder: ImageEncoder,
  request: Prompt & Pick<AnswerRequest, 'continues'>,
): Promise<PlannedRequest> {
  const continued = continuedAnswer(request.continues);
  const pieces = promptPieces(request.messages, loaded.model, loaded.description.template, {
    system: request.system,
    continues: continued?.text,
  });
  const images = usedImages(request);
  // Before anything is laid out: too many images would take their time.
  const textTokens = pieces.reduce((sum, piece) => sum + (piece.kind === 'tokens' ? piece.tokens.length : 0), 0);
  requireRoom(loaded, textTokens, images.length * encoder.tokensPerImage);
  const layouts = new Map<string, readonly EncodedPart[]>();
  for (const image of images) layouts.set(image.sha256, await encoder.layout(image));
  const plan = planPrompt(pieces, (sha256) => layouts.get(sha256) ?? []);
  requireRoom(loaded, plan.textTokens, plan.imageTokens);
  const names = new Map(images.map(({ sha256, width, height }) => [sha256, `${sha256} ${width}x${height}`]));
  const end = plan.segments.at(-1);
  return {
    ...{ plan, images },
    prefixes: prefixesOf(plan, (sha256) => names.get(sha256) ?? sha256),
    before: continued && { tokens: end?.kind === 'tokens' ? end.tokens : [], space: continued.space },
  };
}

function usedImages({ messages, images }: Prompt): ModelImage[] {
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
