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
  Engine,
  ImagePreparation,
  ImageReceipt,
  LoadOptions,
  ManyEvents,
  ModelDescription,
  ModelImage,
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
  /** What the images are called, one number each; missing: not called anything. */
  readonly imageNumbers?: readonly number[] | undefined;
}

/** One of many conversations that are answered together; `wishes` overrides single settings for it. */
export interface AssistantRequest {
  readonly turns: readonly AssistantTurn[];
  readonly wishes?: Partial<Sampling>;
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

  /** Answers the last turn. `wishes` overrides single settings for this answer; `rewrites` is of the `AnswerRequest`. */
  async answer(
    turns: readonly AssistantTurn[],
    events?: AnswerEvents,
    signal?: AbortSignal,
    wishes: Partial<Sampling> & Pick<AnswerRequest, 'rewrites'> = {},
  ): Promise<Answer> {
    const told = await this.#told(turns, signal);
    const { rewrites, ...sampling } = wishes;
    const wanted = { ...this.#settings.sampling(), ...sampling };
    const request = { ...told, ...(rewrites === true && { rewrites }), sampling: wanted };
    return this.#engine.answer(request, events, signal);
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
    for (const { turns, wishes } of requests) {
      const told = await this.#told(turns, signal);
      asked.push({ ...told, sampling: { ...this.#settings.sampling(), ...wishes } });
    }
    return this.#engine.answerMany(asked, events, signal);
  }

  /**
   * Lets the model read in idle time what stands before the text of the last turn, as `answer` will send it: the answer
   * to these turns starts at once then. See `Engine.prepare`.
   */
  async prepare(turns: readonly AssistantTurn[], signal?: AbortSignal): Promise<readonly ImageReceipt[]> {
    return this.#engine.prepare(await this.#told(turns, signal), signal);
  }

  /** The turns as the engine is told them, the model being loaded. */
  async #told(
    turns: readonly AssistantTurn[],
    signal: AbortSignal | undefined,
  ): Promise<{ readonly messages: readonly ChatMessage[]; readonly images: readonly ModelImage[] }> {
    const model = await this.load(signal);
    const images = new Map<string, ModelImage>();
    const messages: ChatMessage[] = [];
    for (const turn of turns) {
      const ids: string[] = [];
      for (const image of turn.images) {
        const prepared = 'sha256' in image ? image : await this.#prepare(image, model, signal);
        images.set(prepared.sha256, prepared);
        ids.push(prepared.sha256);
      }
      const { role, text, imageNumbers } = turn;
      messages.push({ role, text, images: ids, ...(imageNumbers && { imageNumbers }) });
    }
    return { messages, images: [...images.values()] };
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
