import { t } from '@vscode/l10n';
import { preparationOf } from '../../assistant/assistant.ts';
import type { AnsweringModel, AnswerStats } from '../../conversation/answer.ts';
import { type Conversation, lastExchange } from '../../conversation/conversation.ts';
import * as edits from '../../conversation/conversationEdits.ts';
import { modelTurns } from '../../conversation/modelTurns.ts';
import { YES_AND_NO } from '../../consistency/closedQuestion.ts';
import { selfContradictions } from '../../consistency/selfContradictions.ts';
import type { Answer, EngineState, ImageReceipt, ModelDescription, Sampling } from '../../protocol/engine.ts';
import type { Progress } from '../../protocol/webview.ts';
import type { ModelWork } from '../models/modelQueue.ts';
import { chatFailure, failureForLog } from './chatFailure.ts';
import type { ChatImages } from './chatImages.ts';
import { systemOf } from './chatSampling.ts';
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
    name: t`an answer in the chat`,
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
    const busyWith = modelQueue.tellAhead(work, t`The question is answered next.`);
    if (busyWith !== undefined) run.progress({ stage: 'waiting', busyWith });
    const model = await assistant.load(run.signal);
    if (modelQueue.ahead(work).length === 0) run.progress({ stage: 'preparingImages' });
    const { turns, idsBySha256 } = await preparedTurns(
      modelTurns(run.conversation()),
      run.conversation().images,
      (image) => images.seen(image, preparationOf(model), run.signal),
    );
    const system = systemOf(run.conversation().parameters);
    const facts = { model: answeringModel(model, services.engineName), sampling: { ...run.sampling } };
    run.edit(
      edits.describeAnswer(run.conversation(), { ...facts, ...(system !== undefined && { systemPrompt: system }) }),
    );
    const beginning = lastExchange(run.conversation())?.answer.text ?? '';
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
      { ...run.sampling, ...(system !== undefined && { system }) },
    );
    if (lastExchange(run.conversation())?.closed === true && answer.stopReason !== 'stopped')
      await noteChances(run, services, turns, system);
    const text = beginning + answer.text;
    run.edit(edits.finishAnswer(run.conversation(), { text, state: stateOf(answer), stats: statsOf(answer) }));
    noteContradictions(run);
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

/** How likely the model held yes and no: its prompt is read already. */
async function noteChances(
  run: AnswerRun,
  { assistant }: ChatServices,
  turns: PreparedTurns['turns'],
  system: string | undefined,
): Promise<void> {
  const { probabilities } = await assistant.choose(turns, YES_AND_NO, {}, run.signal, system);
  const [yes = 0, no = 0] = probabilities;
  const id = lastExchange(run.conversation())?.id ?? '';
  run.edit(edits.noteOnAnswer(run.conversation(), id, 'chances', { yes, no }));
}

/** So many answers before it are held against an answer. */
const REMEMBERED = 8;

function noteContradictions(run: AnswerRun): void {
  const { exchanges } = run.conversation();
  const last = exchanges.at(-1);
  if (last === undefined) return;
  const about = new Set(last.answer.about);
  const earlier = exchanges
    .map(({ question, answer }, index) => ({ question, answer: answer.text, about: answer.about, number: index + 1 }))
    .slice(0, -1)
    .filter((other) => other.answer !== '' && other.about?.some((id) => about.has(id)) === true)
    .slice(-REMEMBERED);
  const notes = selfContradictions({ question: last.question, answer: last.answer.text }, earlier);
  if (notes.length > 0) run.edit(edits.noteOnAnswer(run.conversation(), last.id, 'contradictions', [...notes]));
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

function answeringModel(model: ModelDescription, engine: string): AnsweringModel {
  const { name, sha256, projector, backend, isDemo, inEightBits } = model;
  return {
    ...{ name, sha256, backend, engine, isDemo },
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
