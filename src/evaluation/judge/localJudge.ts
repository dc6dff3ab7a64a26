import { EngineError } from '../../protocol/engineError.ts';
import type { AnswerRequest, Engine, LoadOptions } from '../../protocol/engine.ts';
import type { Judge, JudgePrompt } from './judge.ts';
import { judgeErrors } from './judgeError.ts';

export interface LocalJudgeOptions {
  readonly engine: Pick<Engine, 'load' | 'answer'>;
  readonly modelPath: string;
  readonly gpu: LoadOptions['gpu'];
  /** Tokens; default 0, as of `LoadOptions`. Prompts of visual chat have some 400 to 1500. */
  readonly contextSize?: number | undefined;
  /** Default 0: the engine chooses. */
  readonly threads?: number | undefined;
  /** Default 512. */
  readonly maxTokens?: number | undefined;
}

/**
 * A text GGUF on this machine as a judge: greedy, without a projector. The model is loaded here, and again where the engine
 * was given another one meanwhile. Rejects with an `EngineError`; abort rejects with the signal's reason.
 */
export async function localJudge(
  { engine, modelPath, gpu, contextSize = 0, threads = 0, maxTokens = 512 }: LocalJudgeOptions,
  signal?: AbortSignal,
): Promise<Judge> {
  const load: LoadOptions = { pair: { modelPath, projectorPath: undefined }, gpu, contextSize, threads };
  const sampling = { temperature: 0, topP: 1, maxTokens, seed: 0 };
  const model = await engine.load(load, signal);
  return {
    name: model.name,
    kind: 'local',
    parameters: {
      sha256: model.sha256,
      template: model.template,
      backend: model.backend,
      contextSize: model.contextSize,
      ...sampling,
    },
    ask: async (prompt, withSignal) => {
      // The same model again: answers at once.
      await engine.load(load, withSignal);
      try {
        const answer = await engine.answer({ ...requestOf(prompt), sampling }, {}, withSignal);
        if (answer.stopReason === 'stopped') withSignal?.throwIfAborted();
        return { text: answer.text, promptTokens: answer.promptTokens, answerTokens: answer.answerTokens };
      } catch (error) {
        if (!(error instanceof EngineError) || error.code !== 'contextFull') throw error;
        throw judgeErrors.promptTooLong(model.fileName, model.contextSize);
      }
    },
  };
}

/** The engine's contract has no system's turn: its text stands before the user's. */
function requestOf({ system, user }: JudgePrompt): Omit<AnswerRequest, 'sampling'> {
  return { messages: [{ role: 'user', text: `${system}\n\n${user}`, images: [] }], images: [] };
}
