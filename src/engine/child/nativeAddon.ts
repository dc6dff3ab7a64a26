/** The native addon (`native/`) as TypeScript sees it, and where it is found. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { LlamaGpuType } from 'node-llama-cpp';
import type { QuantizedType } from '../../protocol/conversion.ts';
import { engineErrors } from '../engineErrors.ts';
import type { AddonObject } from './nodeLlamaInternals.ts';

/** What an image becomes in the prompt: features, and with some model families tokens of text around them. */
export type EncodedPart =
  | { readonly kind: 'text'; readonly tokens: readonly number[] }
  /** More tokens than positions where the model counts in two dimensions (M-RoPE). */
  | { readonly kind: 'features'; readonly tokens: number; readonly positions: number };

/** Lives in native memory until `dispose`. */
export interface EncodedImage {
  readonly parts: readonly EncodedPart[];
  readonly byteLength: number;
  features(): Float32Array;
  /** All features as bits of 16-bit floats, to be kept; null where some do not fit. */
  halfFeatures(): Uint16Array | null;
  dispose(): void;
}

export interface Vision {
  readonly featureWidth: number;
  /** An image's tokens attend to each other: all of them have to fit into one batch. */
  readonly usesNonCausal: boolean;
  /** What the image becomes, without features: quick. */
  layout(rgb: Uint8Array, width: number, height: number): Promise<EncodedImage>;
  /** Null when the abort flag was raised. */
  encode(rgb: Uint8Array, width: number, height: number): Promise<EncodedImage | null>;
  /** With features that `halfFeatures` gave, instead of encoding; null when they are not as many as this image has. */
  restore(rgb: Uint8Array, width: number, height: number, features: Uint16Array): Promise<EncodedImage | null>;
  /** Writes part `part` of the image into the sequence; false when the abort flag was raised. */
  decode(
    context: NativeContext,
    sequenceId: number,
    position: number,
    image: EncodedImage,
    part: number,
  ): Promise<boolean>;
  dispose(): void;
}

export interface AbortFlag {
  raise(): void;
  lower(): void;
}

/** The CPU backend's threads, shared by encoder and language model. */
export interface ThreadPool {
  readonly threadPool?: never;
}

/** How the tokens of one answer are chosen, with the state of its random numbers. */
export interface Sampler {
  dispose(): void;
}

/** One entry a token; a token's neighbours of the same sequence stand in order. */
export interface TokenBatch {
  readonly tokens: Int32Array;
  readonly positions: Int32Array;
  readonly sequences: Int32Array;
}

/**
 * What is wanted of the batch: the token after entry `at`, and, as long as the entries behind it (`drafts`) are what the
 * model would have said, the ones after those.
 */
export interface Output {
  readonly at: number;
  readonly sampler: Sampler;
  readonly drafts: Int32Array;
}

/** llama.cpp's context: the KV cache, which several sequences share, and the work space. One call at a time. */
export interface NativeContext {
  readonly contextSize: number;
  /** Tokens that a batch may have. */
  readonly batchSize: number;
  /** The tokens that each output came to; null when the abort flag was raised: nothing of the batch is left then. */
  decode(batch: TokenBatch, outputs: readonly Output[]): Promise<Int32Array[] | null>;
  /** All that the KV cache holds of a sequence. */
  save(sequenceId: number): Promise<Uint8Array>;
  /** False when the state does not fit: the sequence is empty then. */
  restore(sequenceId: number, state: Uint8Array): Promise<boolean>;
  /** `to` holds what `from` holds, in the same memory. */
  copy(from: number, to: number): void;
  /** All from `position` on; false where the model's memory cannot be cut there. */
  erase(sequenceId: number, position: number): boolean;
  /** Of the last batch's entry `at`, one number for each token of the vocabulary. */
  logits(at: number): Float32Array;
  dispose(): void;
}

export interface NativeAddon {
  readonly AbortFlag: new () => AbortFlag;
  readonly ThreadPool: new (threads: number) => ThreadPool;
  readonly Sampler: new (options: {
    readonly temperature: number;
    readonly topK: number;
    readonly topP: number;
    readonly seed: number;
  }) => Sampler;
  createContext(
    model: AddonObject,
    options: {
      readonly contextSize: number;
      readonly batchSize: number;
      readonly sequences: number;
      /** Most outputs that a batch may have. */
      readonly outputs: number;
      readonly cacheType: 'f16' | 'q8_0';
      readonly flashAttention: boolean;
      readonly threads: ThreadPool;
      readonly abort: AbortFlag;
    },
  ): Promise<NativeContext>;
  loadVision(
    model: AddonObject,
    projectorPath: string,
    options: {
      readonly useGpu: boolean;
      readonly flashAttention: boolean;
      readonly threads: ThreadPool;
      readonly abort: AbortFlag;
    },
  ): Promise<Vision>;
  /**
   * Loads the best of the folder's CPU backends in place of node-llama-cpp's own; before any model is loaded. `detail`:
   * what it was compiled for, or why node-llama-cpp's own stays.
   */
  useCpuBackend(folder: string): { readonly isLoaded: boolean; readonly detail: string };
  /**
   * Writes the projector file again with its large matrices in 8 bits (Q8_0), and says how many those are; where it rejects,
   * `to` is incomplete.
   */
  quantizeProjector(from: string, to: string): Promise<number>;
  /**
   * Writes the model file again in llama.cpp's own mix of types. It cannot be stopped: end the process. One at a time;
   * where it rejects, `to` is incomplete.
   */
  quantizeModel(
    from: string,
    to: string,
    type: QuantizedType,
    onProgress: (tensor: number, tensors: number) => void,
  ): Promise<void>;
  /** Whether work that is started from now on runs at low priority, for the system too. */
  setBackground(isBackground: boolean): void;
  setLog(log: (level: 'debug' | 'info' | 'warn' | 'error', text: string) => void): void;
}

/** node-llama-cpp's name of the variant that runs: `linux-x64`, `linux-x64-cuda`, `mac-arm64-metal`, … */
export function variantName(gpu: LlamaGpuType): string {
  const platform = { linux: 'linux', darwin: 'mac', win32: 'win' }[process.platform as string] ?? process.platform;
  const arch = process.arch === 'arm' ? 'armv7l' : process.arch;
  return gpu === false ? `${platform}-${arch}` : `${platform}-${arch}-${gpu}`;
}

/**
 * Loads the addon that is linked to the libraries of `gpu`'s variant. `getLlama` must have loaded those: the addon
 * finds them by name among what the process has loaded. Throws `nativeMissing`.
 */
export function loadNativeAddon(nativeFolder: string, gpu: LlamaGpuType): NativeAddon {
  const variant = variantName(gpu);
  const path = join(nativeFolder, variant, 'llava_vision.node');
  if (!existsSync(path)) throw engineErrors.nativeMissing(variant, `not found: ${path}`);
  try {
    return createRequire(import.meta.url)(path) as NativeAddon;
  } catch (error) {
    throw engineErrors.nativeMissing(variant, String(error));
  }
}
