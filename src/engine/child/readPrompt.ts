/** Brings a prompt into the sequence, batch by batch, so that progress can be told and Stop obeyed. */
import type { ImageReceipt, ModelImage } from '../../protocol/engine.ts';
import { engineErrors } from '../engineErrors.ts';
import type { AnswerRun } from './answerRun.ts';
import { KvSequence } from './kvSequence.ts';
import type { PlannedRequest } from './planRequest.ts';
import { segmentsFrom } from './promptPlan.ts';
import type { Prefix, Segment } from './promptPlan.ts';

type Features = Extract<Segment, { kind: 'features' }>;

/**
 * Reads `planned` from the end of the sequence on, except for the text at its end, which is returned for `generate` in
 * as many tokens as one batch holds (none where it ends with an image); null when stopped. Tells a receipt for each
 * image once it stands there, and each prefix to `onPrefix` while the sequence holds nothing more.
 */
export async function readPrompt(
  run: AnswerRun,
  { plan, images, prefixes }: PlannedRequest,
  onPrefix: (prefix: Prefix) => Promise<void>,
): Promise<readonly number[] | null> {
  const { loaded, emit, signal } = run;
  const { sequence } = loaded;
  const reused = sequence.held.length;
  const rest = segmentsFrom(plan, reused);
  const total = plan.positions - reused;
  const pending = new Set(images);
  const fresh = await encodeImages(run, images, rest);
  if (fresh === null) return null;
  const announce = (): void => {
    for (const image of pending) {
      if (rest.some((segment) => segment.kind === 'features' && segment.sha256 === image.sha256)) continue;
      emit({ kind: 'image', receipt: receiptOf(run, image, !fresh.has(image.sha256)) });
      pending.delete(image);
    }
  };
  announce();
  for (let segment = rest.shift(); segment !== undefined; segment = rest.shift()) {
    if (signal.aborted) return null;
    if (segment.kind === 'tokens') {
      const isLast = rest.length === 0;
      const left = await readTokens(run, segment.tokens, isLast ? loaded.context.batchSize : 0, report);
      if (left === null || isLast) return left;
    } else {
      if (!(await readImage(run, segment, images))) return null;
      const prefix = prefixes.find(({ positions }) => positions === sequence.held.length);
      if (prefix !== undefined) await onPrefix(prefix);
      report();
    }
    announce();
  }
  return [];

  function report(): void {
    emit({
      kind: 'progress',
      progress: { stage: 'readingPrompt', done: sequence.held.length - reused, total },
    });
  }
}

export function receiptOf(
  { encoder }: AnswerRun,
  { sha256, width, height }: ModelImage,
  cached: boolean,
): ImageReceipt {
  return { sha256, width, height, tokens: encoder.tokensOf(sha256), cached };
}

/** All images that stand in `rest`, before anything is read. Returns those that had to be computed; null when stopped. */
async function encodeImages(
  { encoder, emit }: AnswerRun,
  images: readonly ModelImage[],
  rest: readonly Segment[],
): Promise<ReadonlySet<string> | null> {
  const fresh = new Set<string>();
  for (const [index, image] of images.entries()) {
    const { sha256 } = image;
    if (!rest.some((segment) => segment.kind === 'features' && segment.sha256 === sha256)) continue;
    const onEncoding = (): void => {
      emit({ kind: 'progress', progress: { stage: 'encodingImage', index, count: images.length } });
      fresh.add(sha256);
    };
    if ((await encoder.encode(image, onEncoding)) === null) return null;
  }
  return fresh;
}

/** Reads batch by batch until `keep` tokens or fewer are left, and returns those; null when stopped. */
async function readTokens(
  { loaded: { context, sequence }, signal }: AnswerRun,
  tokens: readonly number[],
  keep: number,
  report: () => void,
): Promise<readonly number[] | null> {
  let next = 0;
  while (tokens.length - next > keep) {
    const end = Math.min(next + context.batchSize, tokens.length - (keep > 0 ? 1 : 0));
    if (signal.aborted) return null;
    if ((await KvSequence.grow(context, [{ sequence, tokens: tokens.slice(next, end) }])) === null) return null;
    next = end;
    report();
  }
  return tokens.slice(next);
}

async function readImage(
  { loaded: { vision, sequence }, encoder, emit }: AnswerRun,
  segment: Features,
  images: readonly ModelImage[],
): Promise<boolean> {
  const index = images.findIndex(({ sha256 }) => sha256 === segment.sha256);
  const source = images[index];
  if (vision === undefined || source === undefined)
    throw engineErrors.internal('an image without projector reached the prompt');
  emit({ kind: 'progress', progress: { stage: 'readingImage', index, count: images.length } });
  // From the cache, unless so many images were encoded since that it is gone again.
  const image = await encoder.encode(source);
  return image !== null && sequence.appendImage(vision, image, segment);
}
