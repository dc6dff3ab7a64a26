import { preparationOf } from '../../assistant/assistant.ts';
import {
  type AnsweringModel,
  type AnswerStats,
  type Conversation,
  lastExchange,
} from '../../conversation/conversation.ts';
import * as edits from '../../conversation/conversationEdits.ts';
import { modelTurns } from '../../conversation/modelTurns.ts';
import type { Answer, EngineState, ImageReceipt, ModelDescription, Sampling } from '../../protocol/engine.ts';
import type { Progress } from '../../protocol/webview.ts';
import type { ModelWork } from '../models/modelQueue.ts';
import { chatFailure, failureForLog } from './chatFailure.ts';
import type { ChatImages } from './chatImages.ts';
import type { ChatServices } from './chatServices.ts';
import { type PreparedTurns, preparedTurns } from './preparedTurns.ts';

/** One answer in the making. `edit` and `grow` do nothing once the chat has moved on. */
export interface AnswerRun {
  readonly signal: AbortSignal;
  /** Stops it, as the button does. */
  stop(): void;
  readonly sampling: Sampling;
  conversation(): Conversation;
  edit(next: Conversation): void;
  grow(next: Conversation): void;
  progress(progress: Progress): void;
}

/**
 * Answers the last question of the conversation. Never rejects: whatever happens stands in the conversation, with the
 * text so far.
 */
export async function answerLastQuestion(run: AnswerRun, services: ChatServices, images: ChatImages): Promise<void> {
  const { assistant, engine, log, modelQueue } = services;
  const work: ModelWork = {
    name: 'an answer in the chat',
    stop: () => {
      run.stop();
    },
  };
  const leaveQueue = modelQueue.enter(work);
  const loading = engine.onDidChangeState((state) => {
    reportLoading(run, state);
  });
  try {
    run.progress({ stage: 'starting' });
    const busyWith = modelQueue.tellAhead(work, 'The question is answered next.');
    if (busyWith !== undefined) run.progress({ stage: 'waiting', busyWith });
    const model = await assistant.load(run.signal);
    if (modelQueue.ahead(work).length === 0) run.progress({ stage: 'preparingImages' });
    const { turns, idsBySha256 } = await preparedTurns(
      modelTurns(run.conversation()),
      run.conversation().images,
      (image) => images.seen(image, preparationOf(model), run.signal),
    );
    run.edit(edits.describeAnswer(run.conversation(), { model: answeringModel(model), sampling: { ...run.sampling } }));
    const answer = await assistant.answer(
      turns,
      {
        onToken: (text) => {
          run.grow(edits.appendText(run.conversation(), text));
        },
        onProgress: (progress) => {
          run.progress(progress);
        },
        onImage: (receipt) => {
          noteReceipt(run, receipt, idsBySha256);
        },
      },
      run.signal,
      run.sampling,
    );
    run.edit(
      edits.finishAnswer(run.conversation(), { text: answer.text, state: stateOf(answer), stats: statsOf(answer) }),
    );
    log.info(
      `Answered: ${answer.stopReason}, ${String(answer.promptTokens)} tokens read (${String(answer.reusedTokens)} reused), ${String(answer.answerTokens)} written.`,
    );
  } catch (error) {
    if (run.signal.aborted) {
      const text = lastExchange(run.conversation())?.answer.text ?? '';
      run.edit(edits.finishAnswer(run.conversation(), { text, state: 'stopped' }));
      return;
    }
    log.error(`No answer: ${failureForLog(error)}`);
    run.edit(edits.failAnswer(run.conversation(), chatFailure(error)));
  } finally {
    loading.dispose();
    leaveQueue();
  }
}

function reportLoading(run: AnswerRun, state: EngineState): void {
  if (state.kind === 'loading') run.progress(state.progress);
}

function noteReceipt(
  run: AnswerRun,
  { sha256, tokens, width, height, cached }: ImageReceipt,
  idsBySha256: PreparedTurns['idsBySha256'],
): void {
  const ids = idsBySha256.get(sha256) ?? [];
  run.edit(
    ids.reduce(
      (next, imageId) => edits.noteReceipt(next, { imageId, tokens, width, height, cached }),
      run.conversation(),
    ),
  );
}

function answeringModel(model: ModelDescription): AnsweringModel {
  const { name, sha256, projector, backend, isDemo, inEightBits } = model;
  return {
    ...{ name, sha256, backend, isDemo },
    ...(projector === undefined ? {} : { projectorSha256: projector.sha256 }),
    ...(inEightBits.length > 0 ? { inEightBits: [...inEightBits] } : {}),
  };
}

function stateOf({ stopReason }: Answer): 'done' | 'stopped' | 'cut' {
  return ({ end: 'done', maxTokens: 'cut', stopped: 'stopped' } as const)[stopReason];
}

function statsOf({ promptTokens, reusedTokens, answerTokens, firstTokenMs, tokensPerSecond }: Answer): AnswerStats {
  return {
    promptTokens,
    reusedTokens,
    answerTokens,
    ...(Number.isFinite(firstTokenMs) ? { firstTokenMs } : {}),
    ...(Number.isFinite(tokensPerSecond) ? { tokensPerSecond } : {}),
  };
}
