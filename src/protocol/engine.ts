/**
 * The engine contract: what a host or the command line asks of a program that answers questions about images, and what
 * comes back. One implementation runs LLaVA-Med in a child process on this machine (`engine/localEngine`); others may
 * speak to a server.
 */
import type { MemoryPlan } from './memoryPlan.ts';

/** A model file and, for a model that sees, its projector (mmproj) file. Absolute paths. */
export interface ModelPair {
  readonly modelPath: string;
  readonly projectorPath: string | undefined;
}

export type GpuChoice = 'auto' | 'cpu' | 'cuda' | 'vulkan' | 'metal';

/** How keys and values of the KV cache are kept: 16-bit floats, or 8-bit blocks at half the memory. */
export type CacheType = 'f16' | 'q8_0';

/** `file`: as the projector file has its weights. `q8_0`: in 8 bits, made from the file and kept in the cache folder. */
export type ProjectorPrecision = 'file' | 'q8_0';

/** What the user may choose to have in 8 bits. */
export const EIGHT_BIT_PARTS = ['projector', 'kvCache'] as const;
export type EightBitPart = (typeof EIGHT_BIT_PARTS)[number];

export interface LoadOptions {
  readonly pair: ModelPair;
  readonly gpu: GpuChoice;
  /**
   * Tokens the conversation may hold, images included; 0 means the smaller of 4096 and what the model was trained on.
   */
  readonly contextSize: number;
  /** CPU threads; 0 lets the engine choose (never more than the machine's cores). */
  readonly threads: number;
  /** Default: f16. */
  readonly cacheType?: CacheType | undefined;
  /** Default: as the file. */
  readonly projectorPrecision?: ProjectorPrecision | undefined;
}

/**
 * One image exactly as the model receives it: interleaved 8-bit RGB, `width * height * 3` bytes, rows from the top.
 * `sha256` is the lower-case hex SHA-256 of `rgb` and identifies the image within a request and in the embedding cache.
 */
export interface ModelImage {
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** A turn as the engine needs it. Images (by `sha256`) stand before the text of their turn. */
export interface ChatMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly images: readonly string[];
  /**
   * What the images are called, such as "Image 2 (lateral)", one each: then "Image 2 (lateral): " stands before an image.
   * Empty or missing: it stands without a word, as LLaVA-Med was trained.
   */
  readonly imageNames?: readonly string[];
}

/** What stands before an image that has a name. */
export function imageLabel(name: string | undefined): string {
  return name === undefined || name === '' ? '' : `${name}: `;
}

/** The names of images that are only numbered, from 1. */
export function numberedImageNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `Image ${String(index + 1)}`);
}

export interface Sampling {
  /** 0 is greedy. LLaVA-Med's own default is 0.2. */
  readonly temperature: number;
  readonly topP: number;
  readonly maxTokens: number;
  readonly seed: number;
}

/** What the model is told before it says anything. */
export interface Prompt {
  /**
   * Said before all else, in place of the template's own system prompt; missing: that one, if the template has any. A
   * template without a place for it (LLaVA-Med v1.5's) has it before the first question.
   */
  readonly system?: string | undefined;
  /** Ends with the user's turn that is to be answered. */
  readonly messages: readonly ChatMessage[];
  /** Every image that a message names. */
  readonly images: readonly ModelImage[];
}

export interface AnswerRequest extends Prompt {
  /**
   * The text with which the answer begins: it is gone on with from its end, and the new text alone is told and answered.
   * Missing: from the beginning.
   */
  readonly continues?: string | undefined;
  readonly sampling: Sampling;
  /**
   * The answer will repeat much of the prompt, as an Impression does its Findings: guesses of its next tokens are looked
   * up there. The answer is the same; it comes faster where guesses come true.
   */
  readonly rewrites?: boolean | undefined;
}

export type EngineProgress =
  | { readonly stage: 'starting' }
  | { readonly stage: 'loadingModel'; readonly fraction: number }
  | { readonly stage: 'loadingProjector' }
  /** To 8 bits, once. */
  | { readonly stage: 'convertingProjector' }
  | { readonly stage: 'encodingImage'; readonly index: number; readonly count: number }
  /** The language model reads an image's features. */
  | { readonly stage: 'readingImage'; readonly index: number; readonly count: number }
  | { readonly stage: 'readingPrompt'; readonly done: number; readonly total: number };

/** The receipt for an image: proof that it reached the model, as how many tokens, and at what size. */
export interface ImageReceipt {
  readonly sha256: string;
  readonly tokens: number;
  readonly width: number;
  readonly height: number;
  /** True when the embedding came from the cache or the whole image was still in the KV cache. */
  readonly cached: boolean;
}

/** What can be done before the question is known, see `Engine.prepare`: of the last turn only the images count. */
export type PrepareRequest = Prompt;

/** A question with few possible answers, such as yes and no. */
export interface ChoiceRequest extends Prompt {
  /**
   * The possible answers, each in all spellings that count as it ("Yes", "yes"). Told apart by the first token of each
   * spelling, so no two answers may share one.
   */
  readonly choices: readonly (readonly string[])[];
}

/** How likely the model begins its answer with each of the choices. */
export interface ChoiceAnswer {
  /** 0 to 1, in the order of the choices; what is missing to 1 is any other beginning. At temperature 1, nothing cut off. */
  readonly probabilities: readonly number[];
  readonly promptTokens: number;
  readonly reusedTokens: number;
  readonly images: readonly ImageReceipt[];
}

/** One of many answers, or why there is none: the others go on. */
export type AnswerResult =
  { readonly kind: 'answer'; readonly answer: Answer } | { readonly kind: 'error'; readonly error: EngineErrorShape };

export interface ManyEvents {
  /** `index` of the request; results come in any order. */
  onResult?(index: number, result: AnswerResult): void;
  onProgress?(progress: EngineProgress): void;
}

export interface AnswerEvents {
  onToken?(text: string): void;
  onProgress?(progress: EngineProgress): void;
  onImage?(receipt: ImageReceipt): void;
}

export interface Answer {
  readonly text: string;
  /** `stopped` is the user's Stop: not an error, the text so far stands. */
  readonly stopReason: 'end' | 'maxTokens' | 'stopped';
  readonly promptTokens: number;
  /** Prompt tokens (image positions included) that were still in the KV cache. */
  readonly reusedTokens: number;
  readonly answerTokens: number;
  readonly images: readonly ImageReceipt[];
  /** From the engine's receipt of the request to the first token, in ms; NaN when none came. */
  readonly firstTokenMs: number;
  readonly tokensPerSecond: number;
}

/** How an image must be prepared for the projector: see `imaging/modelInput/clipInput`. */
export type ImagePreparation =
  /** LLaVA-1.5 family: pad to a square with the mean colour, resize bicubically to `imageSize`. */
  | { readonly kind: 'padToSquare'; readonly imageSize: number; readonly padColor: readonly [number, number, number] }
  /** Other families: hand over the displayed pixels; the projector's own preprocessing does the rest. */
  | { readonly kind: 'native' };

export interface ProjectorDescription {
  readonly fileName: string;
  /** SHA-256 of the file, lower-case hex. */
  readonly sha256: string;
  /** `clip.projector_type`, e.g. `mlp`. */
  readonly type: string;
  readonly imageSize: number;
  readonly patchSize: number;
  /** Tokens of one image of `imageSize`; 0 when it depends on the image. */
  readonly tokensPerImage: number;
  readonly preparation: ImagePreparation;
}

/** LLaVA-Med v1.5's own prompt, LLaVA 1.5's own, LLaVA-Med v1.0's own, or by the file's chat template. */
export type PromptTemplate = 'mistral_instruct' | 'vicuna_v1' | 'simple' | 'gguf';

export interface ModelDescription {
  readonly name: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly architecture: string;
  readonly parameters: number;
  /** e.g. `Q4_K_M`; as llama.cpp names the file type. */
  readonly fileType: string;
  readonly contextSize: number;
  readonly trainedContextSize: number;
  /** Which backend `getLlama()` loaded. */
  readonly backend: 'cpu' | 'cuda' | 'vulkan' | 'metal';
  readonly template: PromptTemplate;
  /** The metadata key `llava_med.demo` is true: a model that knows synthetic phantoms only. */
  readonly isDemo: boolean;
  readonly projector: ProjectorDescription | undefined;
  /** What works in 8 bits because the user chose so: answers may differ from those without. */
  readonly inEightBits: readonly EightBitPart[];
  /** As planned before loading; how many layers went to a GPU is among its decisions. */
  readonly memory: MemoryPlan;
  /** Other programs of this user that held the same model when it was loaded here. */
  readonly loadedElsewhere?: LoadedElsewhere | undefined;
  /** What makes the pair suspicious, in sentences (`inspectPair`). */
  readonly doubts?: readonly string[];
}

/** The same model in other processes, such as those of another window: each takes its own memory. */
export interface LoadedElsewhere {
  readonly processes: number;
  /** Of all of them, as planned. */
  readonly bytes: number;
}

/** Features of one image as the language model receives them: `tokens` rows of `width` floats, row-major. */
export interface ImageFeatures {
  readonly tokens: number;
  readonly width: number;
  readonly values: Float32Array;
}

export type EngineState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading'; readonly progress: EngineProgress }
  | { readonly kind: 'ready'; readonly model: ModelDescription }
  | { readonly kind: 'failed'; readonly error: EngineErrorShape };

/** Every failure a user can meet. The factories with their messages are in `engine/engineErrors`. */
export type EngineErrorCode =
  | 'fileMissing'
  | 'notGguf'
  | 'ggufTruncated'
  | 'projectorAsModel'
  | 'modelAsProjector'
  | 'widthMismatch'
  | 'noVisionEncoder'
  | 'wrongPair'
  | 'unsupportedArchitecture'
  | 'notEnoughMemory'
  | 'outOfMemory'
  | 'contextFull'
  | 'imageWithoutProjector'
  | 'nativeMissing'
  | 'toolchainMissing'
  | 'cacheTypeUnfit'
  | 'projectorUnfit'
  | 'loadFailed'
  | 'childDied'
  | 'childHung'
  | 'tooManyRestarts'
  | 'disposed'
  | 'internal';

/** `message` is fit for a user: it names the file (base name), the cause and the way out, and never patient text. */
export interface EngineErrorShape {
  readonly code: EngineErrorCode;
  readonly message: string;
  /** Last log lines of the child, for the log only. */
  readonly detail?: string;
}

export interface Engine {
  readonly state: EngineState;
  onDidChangeState(listener: (state: EngineState) => void): { dispose(): void };
  /**
   * Loads a pair, replacing the one in use. The same options again: answers at once. Rejects with an `EngineError`;
   * abort rejects with the signal's reason.
   */
  load(options: LoadOptions, signal?: AbortSignal): Promise<ModelDescription>;
  /** Requests are answered one after another. Restarts a dead child first (with a cap). */
  answer(request: AnswerRequest, events?: AnswerEvents, signal?: AbortSignal): Promise<Answer>;
  /**
   * How likely the model begins its answer with each of a few choices, by its logits. Waits its turn as `answer` does.
   * Rejects with `internal` where two choices begin with the same token.
   */
  choose(request: ChoiceRequest, events?: AnswerEvents, signal?: AbortSignal): Promise<ChoiceAnswer>;
  /**
   * Encodes the images and reads the prompt up to the last of them into the caches, so that the answer starts with the
   * question's own text. Work for idle times, at low priority: it gives way to an answer at once (and goes on after it),
   * unless that is about the same images, which it then has a start on. Resolves when all is ready; abort rejects with
   * the signal's reason.
   */
  prepare(request: PrepareRequest, signal?: AbortSignal): Promise<readonly ImageReceipt[]>;
  /**
   * Answers many requests; those about one image share it and are decoded together. The answers are the ones that
   * `answer` gives. Abort rejects with the signal's reason; results that were told stand.
   */
  answerMany(
    requests: readonly AnswerRequest[],
    events?: ManyEvents,
    signal?: AbortSignal,
  ): Promise<readonly AnswerResult[]>;
  /** Frees the model's memory; the next request loads it again. Waits for what runs. */
  unload(): Promise<void>;
  /**
   * Forgets what it keeps of images in memory, so that nothing of it is left when what is on disk was deleted. Waits for
   * what runs.
   */
  clearCaches(): Promise<void>;
  /** The image's features after the projector (from the cache if there): for tests, benchmarks and comparison. */
  imageFeatures(image: ModelImage, signal?: AbortSignal): Promise<ImageFeatures>;
  /**
   * Whether other programs of this user, such as another window, hold the pair in memory: to be asked before it is
   * loaded without a person's wish.
   */
  isLoadedElsewhere(pair: ModelPair): Promise<LoadedElsewhere | undefined>;
  /** What is loaded; undefined before `load`. */
  describe(): ModelDescription | undefined;
  dispose(): Promise<void>;
}
