/** Answers one request: images to features, prompt into the KV cache as far as it is not there yet, tokens out. */
import type { Token } from 'node-llama-cpp';
import type { Answer, AnswerRequest, ImageReceipt, Sampling } from '../../protocol/engine.ts';
import type { AnswerEvent } from '../childContract.ts';
import { engineErrors } from '../engineErrors.ts';
import type { ImageEncoder } from './imageEncoder.ts';
import type { LoadedModel } from './loadedModel.ts';
import { appendBehindItsBack, eraseFrom } from './nodeLlamaInternals.ts';
import { promptPieces } from './promptPieces.ts';
import { lengthOf, planPrompt, reusablePositions, segmentsFrom } from './promptPlan.ts';
import type { PromptPlan, Segment } from './promptPlan.ts';
import { TokenStream } from './tokenStream.ts';

/** Room for an answer without which a question is not worth asking. */
const smallestAnswer = 16;
/** LLaVA-Med's reference samples with Transformers' default. */
const topK = 50;

export async function answerRequest(
  loaded: LoadedModel,
  encoder: ImageEncoder,
  request: AnswerRequest,
  emit: (event: AnswerEvent) => void,
  signal: AbortSignal,
): Promise<Answer> {
  const started = performance.now();
  const run: Run = { loaded, encoder, emit, signal };
  const pieces = promptPieces(request.messages, loaded.model, loaded.description.template);
  const images = usedImages(request);
  requireRoom(loaded, pieces.reduce((sum, piece) => sum + (piece.kind === 'tokens' ? piece.tokens.length : 0), 0), images.length * encoder.tokensPerImage);
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
  const receipts = images.map(
    ({ sha256, width, height }): ImageReceipt => ({ sha256, width, height, tokens: encoder.tokensOf(sha256), cached: !fresh.has(sha256) }),
  );
  const lastTokens = await readPrompt(run, request, plan, reused, receipts);
  if (lastTokens === null) return stopped(plan.positions, reused);
  const generated = await generate(run, lastTokens, request.sampling);
  const { firstToken, lastToken, tokens, text, stopReason } = generated;
  return {
    ...{ text, stopReason, promptTokens: plan.textTokens + plan.imageTokens, reusedTokens: reusedTokens(plan, reused), answerTokens: tokens, images: receipts },
    firstTokenMs: firstToken - started,
    tokensPerSecond: tokens > 1 ? ((tokens - 1) * 1000) / (lastToken - firstToken) : 0,
  };

  function stopped(promptTokens: number, reusedTokens: number): Answer {
    return { text: '', stopReason: 'stopped', promptTokens, reusedTokens, answerTokens: 0, images: [], firstTokenMs: Number.NaN, tokensPerSecond: 0 };
  }
}

interface Run {
  readonly loaded: LoadedModel;
  readonly encoder: ImageEncoder;
  readonly emit: (event: AnswerEvent) => void;
  readonly signal: AbortSignal;
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
  if (textTokens + imageTokens + smallestAnswer > contextSize) throw engineErrors.contextFull(contextSize, imageTokens, textTokens);
}

/** Positions as tokens: they differ where an image has more tokens than positions. */
function reusedTokens(plan: PromptPlan, reusedPositions: number): number {
  const rest = segmentsFrom(plan, reusedPositions).reduce((sum, segment) => sum + (segment.kind === 'tokens' ? segment.tokens.length : segment.tokens), 0);
  return plan.textTokens + plan.imageTokens - rest;
}

/** Brings the prompt into the sequence except for its last tokens, which are returned for `generate`; null when stopped. */
async function readPrompt(run: Run, request: AnswerRequest, plan: PromptPlan, reused: number, receipts: readonly ImageReceipt[]): Promise<Token[] | null> {
  const { loaded, emit, signal } = run;
  const rest = segmentsFrom(plan, reused);
  const total = plan.positions - reused;
  let done = 0;
  const pending = new Map(receipts.map((receipt) => [receipt.sha256, receipt]));
  const announce = (): void => {
    for (const [sha256, receipt] of pending) {
      if (rest.some((segment) => segment.kind === 'features' && segment.sha256 === sha256)) continue;
      emit({ kind: 'image', receipt });
      pending.delete(sha256);
    }
  };
  announce();
  for (let segment = rest.shift(); segment !== undefined; segment = rest.shift()) {
    if (signal.aborted) return null;
    if (segment.kind === 'tokens' && rest.length === 0) {
      const tail = await readTokens(run, segment.tokens, loaded.sequence.context.batchSize, (read) => report(read));
      return tail;
    }
    const isRead = segment.kind === 'tokens' ? (await readTokens(run, segment.tokens, 0, (read) => report(read))) !== null : await readImage(run, request, segment);
    if (!isRead) return null;
    if (segment.kind === 'features') report(lengthOf(segment));
    announce();
  }
  throw engineErrors.internal('the prompt does not end with text');

  function report(read: number): void {
    done += read;
    emit({ kind: 'progress', progress: { stage: 'readingPrompt', done, total } });
  }
}

/** Reads batch by batch until `keep` tokens or fewer are left, and returns those; null when stopped. */
async function readTokens({ loaded, signal }: Run, tokens: readonly Token[], keep: number, report: (read: number) => void): Promise<Token[] | null> {
  const { sequence } = loaded;
  let next = 0;
  while (tokens.length - next > keep) {
    const batch = tokens.slice(next, Math.min(next + sequence.context.batchSize, tokens.length - (keep > 0 ? 1 : 0)));
    try {
      await sequence.evaluateWithoutGeneratingNewTokens([...batch]);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    if (signal.aborted) return null;
    next += batch.length;
    report(batch.length);
  }
  return tokens.slice(next);
}

async function readImage(run: Run, request: AnswerRequest, segment: Extract<Segment, { kind: 'features' }>): Promise<boolean> {
  const { loaded, encoder } = run;
  const { vision, sequence, threads } = loaded;
  const source = request.images.find((image) => image.sha256 === segment.sha256);
  if (vision === undefined || source === undefined) throw engineErrors.internal('an image without projector reached the prompt');
  const image = await encoder.encode(source);
  if (image === null) return false;
  return appendBehindItsBack(sequence, segment.positions, segment.placeholder, threads, (context, sequenceId, position) =>
    vision.decode(context, sequenceId, position, image, segment.part),
  );
}

interface Generated {
  readonly text: string;
  readonly tokens: number;
  readonly stopReason: Answer['stopReason'];
  readonly firstToken: number;
  readonly lastToken: number;
}

async function generate({ loaded, emit, signal }: Run, prompt: Token[], { temperature, topP, seed, maxTokens }: Sampling): Promise<Generated> {
  const { sequence, model } = loaded;
  const stream = new TokenStream(model.detokenize.bind(model));
  let text = '';
  let tokens = 0;
  let firstToken = Number.NaN;
  let lastToken = Number.NaN;
  let stopReason: Answer['stopReason'] = 'end';
  try {
    for await (const token of sequence.evaluate(prompt, { temperature, topP, topK, seed })) {
      lastToken = performance.now();
      if (tokens++ === 0) firstToken = lastToken;
      const piece = stream.push(token);
      if (piece !== '') emit({ kind: 'token', text: piece });
      text += piece;
      if (signal.aborted) break;
      // The token is not in the cache yet: with no room for it node-llama-cpp would shift the context, which images do not survive.
      if (tokens >= maxTokens || sequence.nextTokenIndex + 1 >= sequence.context.contextSize - 1) {
        stopReason = 'maxTokens';
        break;
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  if (signal.aborted) stopReason = 'stopped';
  return { text, tokens, stopReason, firstToken, lastToken };
}
