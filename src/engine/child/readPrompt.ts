/** Brings a prompt into the sequence, batch by batch, so that progress can be told and Stop obeyed. */
import type { Token } from 'node-llama-cpp';
import type { AnswerRequest, ImageReceipt } from '../../protocol/engine.ts';
import { engineErrors } from '../engineErrors.ts';
import type { AnswerRun } from './answerRun.ts';
import { appendBehindItsBack } from './nodeLlamaInternals.ts';
import { lengthOf, segmentsFrom } from './promptPlan.ts';
import type { PromptPlan, Segment } from './promptPlan.ts';

/**
 * Reads all but the first `reused` positions and except for its last tokens, which are returned for `generate`; null
 * when stopped.
 */
export async function readPrompt(
  run: AnswerRun,
  request: AnswerRequest,
  plan: PromptPlan,
  reused: number,
  receipts: readonly ImageReceipt[],
): Promise<Token[] | null> {
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
    const isRead =
      segment.kind === 'tokens'
        ? (await readTokens(run, segment.tokens, 0, (read) => report(read))) !== null
        : await readImage(run, request, segment);
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
async function readTokens(
  { loaded, signal }: AnswerRun,
  tokens: readonly Token[],
  keep: number,
  report: (read: number) => void,
): Promise<Token[] | null> {
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

async function readImage(
  run: AnswerRun,
  request: AnswerRequest,
  segment: Extract<Segment, { kind: 'features' }>,
): Promise<boolean> {
  const { loaded, encoder } = run;
  const { vision, sequence, threads } = loaded;
  const source = request.images.find((image) => image.sha256 === segment.sha256);
  if (vision === undefined || source === undefined)
    throw engineErrors.internal('an image without projector reached the prompt');
  const image = await encoder.encode(source);
  if (image === null) return false;
  return appendBehindItsBack(
    sequence,
    segment.positions,
    segment.placeholder,
    threads,
    (context, sequenceId, position) => vision.decode(context, sequenceId, position, image, segment.part),
  );
}
