/**
 * The engine on this machine: LLaVA-Med in a supervised child process. A child that dies takes one request with it and
 * is started again, with the same model, by the next.
 *
 *   const engine = new LocalEngine({ childPath: '/…/dist/engineChild.mjs', log: (line) => channel.debug(line) });
 *   await engine.load({ pair: { modelPath, projectorPath }, gpu: 'auto', contextSize: 0, threads: 0 });
 *   const answer = await engine.answer({ messages, images, sampling }, { onToken }, signal);
 *   await engine.dispose();
 */
import { setMaxListeners } from 'node:events';
import type {
  Answer,
  AnswerEvents,
  AnswerRequest,
  AnswerResult,
  ChoiceAnswer,
  ChoiceRequest,
  Engine,
  EngineProgress,
  EngineState,
  ImageFeatures,
  ImageReceipt,
  LoadOptions,
  LoadedElsewhere,
  ManyEvents,
  ModelDescription,
  ModelImage,
  ModelPair,
  PrepareRequest,
} from '../protocol/engine.ts';
import { eitherSignal } from '../supervise/eitherSignal.ts';
import { engineErrors } from './engineErrors.ts';
import { EngineProcess } from './engineProcess.ts';
import type { EngineProcessOptions } from './engineProcess.ts';
import { RequestQueue } from './requestQueue.ts';

export type LocalEngineOptions = EngineProcessOptions;

export class LocalEngine implements Engine {
  readonly #process: EngineProcess;
  readonly #queue = new RequestQueue();
  readonly #disposal = new AbortController();
  /** Who waits for what is being prepared, to be told how far it is. */
  readonly #waiting = new Set<(progress: EngineProgress) => void>();
  readonly #tellWaiting = (progress: EngineProgress): void => {
    for (const tell of this.#waiting) tell(progress);
  };

  constructor(options: LocalEngineOptions) {
    this.#process = new EngineProcess(options);
    // Every request that waits listens to it: many are no leak.
    setMaxListeners(0, this.#disposal.signal);
  }

  get state(): EngineState {
    return this.#process.state;
  }

  /** The child's process id; undefined when none runs. */
  get childPid(): number | undefined {
    return this.#process.pid;
  }

  onDidChangeState(listener: (state: EngineState) => void): { dispose(): void } {
    return this.#process.onDidChangeState(listener);
  }

  describe(): ModelDescription | undefined {
    return this.state.kind === 'ready' ? this.state.model : undefined;
  }

  async load(options: LoadOptions, signal?: AbortSignal): Promise<ModelDescription> {
    signal?.throwIfAborted();
    const loaded = this.#process.loaded(options);
    if (loaded !== undefined) return loaded;
    return this.#run(signal, async (withDisposal) => {
      await this.#process.want(options);
      return this.#process.ensureLoaded(withDisposal);
    });
  }

  async answer(request: AnswerRequest, events: AnswerEvents = {}, signal?: AbortSignal): Promise<Answer> {
    let text = '';
    let tokens = 0;
    const tell = (progress: EngineProgress): void => events.onProgress?.(progress);
    try {
      return await this.#asked(request.images, tell, signal, (withDisposal) =>
        this.#process.call('answer', request, withDisposal, (event) => {
          if (event.kind === 'progress') tell(event.progress);
          else if (event.kind === 'image') events.onImage?.(event.receipt);
          else {
            text += event.text;
            tokens++;
            events.onToken?.(event.text);
          }
        }),
      );
    } catch (error) {
      // Stop is no error, however it was brought about: before the turn came, or by killing a child that would not
      // stop.
      if (signal?.aborted !== true || this.#disposal.signal.aborted) throw error;
      const unknown = { promptTokens: 0, reusedTokens: 0, images: [], firstTokenMs: Number.NaN, tokensPerSecond: 0 };
      return { text, stopReason: 'stopped', answerTokens: tokens, ...unknown };
    }
  }

  async choose(request: ChoiceRequest, events: AnswerEvents = {}, signal?: AbortSignal): Promise<ChoiceAnswer> {
    const tell = (progress: EngineProgress): void => events.onProgress?.(progress);
    return this.#asked(request.images, tell, signal, (withDisposal) =>
      this.#process.call('choose', request, withDisposal, (event) => {
        if (event.kind === 'progress') tell(event.progress);
        else if (event.kind === 'image') events.onImage?.(event.receipt);
      }),
    );
  }

  async prepare(request: PrepareRequest, signal?: AbortSignal): Promise<readonly ImageReceipt[]> {
    const topics = request.images.map(({ sha256 }) => sha256);
    return this.#untilDisposal(signal, (either) =>
      this.#queue.runIdle(
        topics,
        async ({ overtaken, awaited }) => {
          // Whoever overtakes needs the model too.
          await this.#process.ensureLoaded(either, this.#tellWaiting);
          const preparing = this.#process.call('prepare', request, AbortSignal.any([either, overtaken]), (event) => {
            if (event.kind === 'progress') this.#tellWaiting(event.progress);
          });
          // Behind what it hurries, which begins at low priority.
          if (awaited.aborted) this.#process.hurry();
          else awaited.addEventListener('abort', () => this.#process.hurry(), { once: true });
          return preparing;
        },
        either,
      ),
    );
  }

  async answerMany(
    requests: readonly AnswerRequest[],
    events: ManyEvents = {},
    signal?: AbortSignal,
  ): Promise<readonly AnswerResult[]> {
    const results: (AnswerResult | undefined)[] = requests.map(() => undefined);
    const topics = requests.flatMap(({ images }) => images.map(({ sha256 }) => sha256));
    await this.#run(
      signal,
      async (withDisposal) => {
        await this.#process.ensureLoaded(withDisposal, (progress) => events.onProgress?.(progress));
        await this.#process.call('answerMany', requests, withDisposal, (event) => {
          if (event.kind === 'progress') events.onProgress?.(event.progress);
          else {
            results[event.index] = event.result;
            events.onResult?.(event.index, event.result);
          }
        });
      },
      topics,
    );
    return results.map((result) => {
      if (result === undefined) throw engineErrors.internal('a request of many was not answered');
      return result;
    });
  }

  async unload(): Promise<void> {
    await this.#run(undefined, () => this.#process.end());
  }

  async clearCaches(): Promise<void> {
    await this.#run(undefined, async (withDisposal) => {
      if (this.#process.isLoaded) await this.#process.call('clearCaches', undefined, withDisposal);
    });
  }

  async isLoadedElsewhere(pair: ModelPair): Promise<LoadedElsewhere | undefined> {
    return this.#process.elsewhere(pair);
  }

  async imageFeatures(image: ModelImage, signal?: AbortSignal): Promise<ImageFeatures> {
    return this.#run(signal, async (withDisposal) => {
      await this.#process.ensureLoaded(withDisposal);
      return this.#process.call('imageFeatures', image, withDisposal);
    });
  }

  async nextTokenLogits(tokens: readonly number[], signal?: AbortSignal): Promise<Float32Array> {
    return this.#run(signal, async (withDisposal) => {
      await this.#process.ensureLoaded(withDisposal);
      return this.#process.call('nextTokenLogits', tokens, withDisposal);
    });
  }

  async dispose(): Promise<void> {
    this.#disposal.abort(engineErrors.disposed());
    await this.#process.end(true);
  }

  /** What a person waits for, with the model loaded: in turn, and told how far idle work is that it has a start on. */
  async #asked<T>(
    images: readonly ModelImage[],
    tell: (progress: EngineProgress) => void,
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const topics = images.map(({ sha256 }) => sha256);
    if (this.#queue.isAhead(topics)) this.#waiting.add(tell);
    try {
      return await this.#run(
        signal,
        async (withDisposal) => {
          this.#waiting.delete(tell);
          await this.#process.ensureLoaded(withDisposal, tell);
          return work(withDisposal);
        },
        topics,
      );
    } finally {
      this.#waiting.delete(tell);
    }
  }

  /** In turn, and not after `dispose`; `work` gets a signal that also fires on dispose. */
  async #run<T>(
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<T>,
    topics: readonly string[] = [],
  ): Promise<T> {
    return this.#untilDisposal(signal, (either) => this.#queue.run(() => work(either), either, topics));
  }

  /** `work` gets a signal that also fires on dispose. */
  async #untilDisposal<T>(signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const disposal = this.#disposal.signal;
    if (signal === undefined) return work(disposal);
    const either = eitherSignal(signal, disposal);
    try {
      return await work(either.signal);
    } finally {
      either.release();
    }
  }
}
