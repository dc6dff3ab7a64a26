/** The native addon (`native/`) as TypeScript sees it, and where it is found. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { LlamaGpuType } from 'node-llama-cpp';
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
  dispose(): void;
}

export interface Vision {
  readonly featureWidth: number;
  /** An image's tokens attend to each other: all of them have to fit into one batch. */
  readonly usesNonCausal: boolean;
  /** Null when the abort flag was raised. */
  encode(rgb: Uint8Array, width: number, height: number): Promise<EncodedImage | null>;
  /**
   * Writes part `part` of the image into the sequence; false when the abort flag was raised. Call under the context's
   * lock.
   */
  decode(
    context: AddonObject,
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
  /** From now on a raised flag also ends the decoding of this context; it has to outlive the context. */
  attach(context: AddonObject): void;
}

export interface NativeAddon {
  readonly AbortFlag: new () => AbortFlag;
  loadVision(
    model: AddonObject,
    projectorPath: string,
    options: {
      readonly useGpu: boolean;
      readonly flashAttention: boolean;
      readonly threads: number;
      readonly abort: AbortFlag;
    },
  ): Promise<Vision>;
  /**
   * Loads the best of the folder's CPU backends in place of node-llama-cpp's own; before any model is loaded. `detail`:
   * what it was compiled for, or why node-llama-cpp's own stays.
   */
  useCpuBackend(folder: string): { readonly isLoaded: boolean; readonly detail: string };
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
