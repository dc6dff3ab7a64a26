/**
 * The one way from images and a conversation to an answer, shared by the chat, the report, the evaluation and the
 * command line: load the model if it is not loaded, prepare every image as the model's projector wants it, ask the
 * engine.
 */
import type { DisplayImage, Imaging } from '../imaging/imaging.ts';
import type {
  Answer,
  AnswerEvents,
  AnswerRequest,
  AnswerResult,
  ChatMessage,
  ChoiceAnswer,
  Engine,
  ImagePreparation,
  ImageReceipt,
  LoadOptions,
  ManyEvents,
  ModelDescription,
  ModelImage,
  Prompt,
  Sampling,
} from '../protocol/engine.ts';
import { SharedWork } from './sharedWork.ts';

/**
 * A turn with its images: as displayed, then the assistant prepares them for the model, or as `preparationOf` the model
 * says.
 */
export interface AssistantTurn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly images: readonly (DisplayImage | ModelImage)[];
  /** What the images are called, one each; missing: not called anything. */
  readonly imageNames?: readonly string[] | undefined;
}

/** What overrides single settings for one answer, and what else of an `AnswerRequest` is wished of it. */
export type AnswerWishes = Partial<Sampling> & Pick<AnswerRequest, 'system' | 'continues' | 'rewrites'>;

/** One of many conversations that are answered together, as `Assistant.answer` has them. */
export interface AssistantRequest {
  readonly turns: readonly AssistantTurn[];
  readonly wishes?: AnswerWishes;
}

/** Read anew for each request, so that a changed setting holds from the next question on. */
export interface AssistantSettings {
  load(): LoadOptions;
  sampling(): Sampling;
}

/** How images are prepared for a model; one without a projector refuses them in words of its own. */
export function preparationOf({ projector }: ModelDescription): ImagePreparation {
  return projector?.preparation ?? { kind: 'native' };
}

export class Assistant {
  readonly #engine: Engine;
  readonly #imaging: Imaging;
  readonly #settings: AssistantSettings;
  readonly #prepared = new WeakMap<DisplayImage, { readonly key: string; readonly image: SharedWork<ModelImage> }>();

  constructor(engine: Engine, imaging: Imaging, settings: AssistantSettings) {
    this.#engine = engine;
    this.#imaging = imaging;
    this.#settings = settings;
  }

  /** Loads the model pair of the settings; at once when it is the one in use. */
  async load(signal?: AbortSignal): Promise<ModelDescription> {
    return this.#engine.load(this.#settings.load(), signal);
  }

  /** What the model sees of an image: the very pixels that `answer` sends. */
  async modelInput(image: DisplayImage, signal?: AbortSignal): Promise<ModelImage> {
    const model = await this.load(signal);
    return this.#prepare(image, model, signal);
  }

  /**
   * Answers the last question. Where a turn of the assistant stands behind it, that is the beginning of the answer, which
   * is gone on with (`AnswerRequest.continues`): told and returned is the new text alone.
   */
  async answer(
    turns: readonly AssistantTurn[],
    events?: AnswerEvents,
    signal?: AbortSignal,
    wishes: AnswerWishes = {},
  ): Promise<Answer> {
    return this.#engine.answer(await this.#asked(turns, wishes, signal), events, signal);
  }

  /**
   * How likely the model begins its answer to the last question with each of a few choices, see `Engine.choose`. A
   * beginning of the answer behind the question is not told.
   */
  async choose(
    turns: readonly AssistantTurn[],
    choices: readonly (readonly string[])[],
    events?: AnswerEvents,
    signal?: AbortSignal,
    system?: string,
  ): Promise<ChoiceAnswer> {
    const { prompt } = await this.#told(turns, system, signal);
    return this.#engine.choose({ ...prompt, choices }, events, signal);
  }

  /**
   * Answers many conversations; those about the same images share them and are decoded together. The results in the
   * order of the requests. Abort rejects with the signal's reason.
   */
  async answerMany(
    requests: readonly AssistantRequest[],
    events?: ManyEvents,
    signal?: AbortSignal,
  ): Promise<readonly AnswerResult[]> {
    const asked: AnswerRequest[] = [];
    for (const { turns, wishes } of requests) asked.push(await this.#asked(turns, wishes ?? {}, signal));
    return this.#engine.answerMany(asked, events, signal);
  }

  /**
   * Lets the model read in idle time what stands before the text of the last question, as `answer` will send it with the
   * same `system`: the answer to these turns starts at once then. See `Engine.prepare`.
   */
  async prepare(
    turns: readonly AssistantTurn[],
    signal?: AbortSignal,
    system?: string,
  ): Promise<readonly ImageReceipt[]> {
    const { prompt } = await this.#told(turns, system, signal);
    return this.#engine.prepare(prompt, signal);
  }

  async #asked(
    turns: readonly AssistantTurn[],
    { system, continues, rewrites, ...sampling }: AnswerWishes,
    signal: AbortSignal | undefined,
  ): Promise<AnswerRequest> {
    const { prompt, begun } = await this.#told(turns, system, signal);
    const beginning = continues ?? begun;
    return {
      ...prompt,
      ...(beginning !== undefined && { continues: beginning }),
      ...(rewrites === true && { rewrites }),
      sampling: { ...this.#settings.sampling(), ...sampling },
    };
  }

  /**
   * The turns as the engine is told them, the model being loaded: up to the last question. `begun`: the text of a turn of
   * the assistant behind it, which is the beginning of its answer.
   */
  async #told(
    turns: readonly AssistantTurn[],
    system: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly prompt: Prompt; readonly begun: string | undefined }> {
    const last = turns.at(-1);
    const begun = last?.role === 'assistant' ? last.text : undefined;
    const model = await this.load(signal);
    const images = new Map<string, ModelImage>();
    const messages: ChatMessage[] = [];
    for (const turn of begun === undefined ? turns : turns.slice(0, -1)) {
      const ids: string[] = [];
      for (const image of turn.images) {
        const prepared = 'sha256' in image ? image : await this.#prepare(image, model, signal);
        images.set(prepared.sha256, prepared);
        ids.push(prepared.sha256);
      }
      const { role, text, imageNames } = turn;
      messages.push({ role, text, images: ids, ...(imageNames && { imageNames }) });
    }
    return { prompt: { ...(system !== undefined && { system }), messages, images: [...images.values()] }, begun };
  }

  async #prepare(image: DisplayImage, model: ModelDescription, signal: AbortSignal | undefined): Promise<ModelImage> {
    const preparation = preparationOf(model);
    const key = JSON.stringify(preparation);
    const known = this.#prepared.get(image);
    if (known?.key === key && !known.image.isLost) return known.image.join(signal);
    const prepared = new SharedWork((work) => this.#imaging.modelInput(image, preparation, work));
    this.#prepared.set(image, { key, image: prepared });
    return prepared.join(signal);
  }
}
