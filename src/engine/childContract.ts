/** What the engine asks of its child process (`engine/child/main`), for `SupervisedChild` and `serveRequests`. */
import type {
  Answer,
  AnswerRequest,
  AnswerResult,
  ChoiceAnswer,
  ChoiceRequest,
  EngineProgress,
  ImageFeatures,
  ImageReceipt,
  LoadOptions,
  ModelDescription,
  ModelImage,
  PrepareRequest,
} from '../protocol/engine.ts';
import type { QuantizedType } from '../protocol/conversion.ts';
import type { CacheSettings } from './caches/cacheSettings.ts';
import type { PairDescription } from '../weights/pair/describePair.ts';

export interface LoadParams {
  readonly options: LoadOptions;
  /** The files of `options`, as `describePair` found them. */
  readonly pair: PairDescription;
  /** Folder with `<variant>/llava_vision.node`. */
  readonly nativeFolder: string;
  /** Bytes to take as free memory instead of what the system says. */
  readonly availableMemory: number | undefined;
  /** SHA-256 of the files where they are known already; the key is of `fileKey`. */
  readonly knownHashes: Readonly<Record<string, string>>;
  readonly caches: CacheSettings;
  /** Where projectors in 8 bits are kept. */
  readonly projectorFolder: string;
}

export interface LoadResult {
  readonly model: ModelDescription;
  /** To be handed in again, so that a restart does not read gigabytes for the hash. */
  readonly hashes: Readonly<Record<string, string>>;
}

export type LoadEvent =
  | { readonly kind: 'progress'; readonly progress: EngineProgress }
  /** Sent before weights are loaded: what `gpu: 'auto'` came to. */
  | { readonly kind: 'backend'; readonly backend: ModelDescription['backend'] };

export type AnswerEvent =
  | { readonly kind: 'progress'; readonly progress: EngineProgress }
  | { readonly kind: 'image'; readonly receipt: ImageReceipt }
  | { readonly kind: 'token'; readonly text: string };

export type ManyEvent =
  | { readonly kind: 'progress'; readonly progress: EngineProgress }
  | { readonly kind: 'result'; readonly index: number; readonly result: AnswerResult };

/** Paths of a GGUF file and of the one to be written, and the folder with the addon. */
export interface QuantizeParams {
  readonly from: string;
  readonly to: string;
  readonly nativeFolder: string;
}

export interface QuantizeModelParams extends QuantizeParams {
  readonly type: QuantizedType;
}

/** In tensors. */
export interface QuantizeProgress {
  readonly done: number;
  readonly total: number;
}

export interface EngineChildContract {
  load: { params: LoadParams; result: LoadResult; event: LoadEvent };
  answerMany: { params: readonly AnswerRequest[]; result: undefined; event: ManyEvent };
  prepare: { params: PrepareRequest; result: readonly ImageReceipt[]; event: AnswerEvent };
  /** What is being prepared is waited for: no longer at low priority. */
  hurry: { params: undefined; result: undefined; event: never };
  answer: { params: AnswerRequest; result: Answer; event: AnswerEvent };
  choose: { params: ChoiceRequest; result: ChoiceAnswer; event: AnswerEvent };
  imageFeatures: { params: ModelImage; result: ImageFeatures; event: never };
  /** What the model would say after these tokens, in a context that holds nothing else. */
  nextTokenLogits: { params: readonly number[]; result: Float32Array; event: never };
  /** In a process that has no model loaded. */
  quantizeModel: { params: QuantizeModelParams; result: undefined; event: QuantizeProgress };
  quantizeProjector: { params: QuantizeParams; result: undefined; event: never };
  /** What holds from the next request on. */
  setCaches: { params: CacheSettings; result: undefined; event: never };
  /** Frees what is kept in memory, and resolves when nothing is being written to disk. */
  clearCaches: { params: undefined; result: undefined; event: never };
}
