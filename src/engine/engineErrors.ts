/**
 * Every failure of the engine that a user can meet: one factory each (those of the model files are in `weights`). A
 * message names the file by its base name, says the cause and the way out, and never holds patient text. `detail` is
 * for the log.
 */
import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import type { EngineErrorCode, GpuChoice } from '../protocol/engine.ts';
import { EngineError } from '../protocol/engineError.ts';
import type { MemoryPlan } from '../protocol/memoryPlan.ts';
import { describeBytes } from '../text/describeBytes.ts';
import { describeMemoryParts } from './describeMemory.ts';
import type { FeatureCosine } from './featureCosine.ts';

const error = (code: EngineErrorCode, message: string, detail?: string): EngineError =>
  new EngineError({ code, message, ...(detail === undefined ? {} : { detail }) });

export const engineErrors = {
  unsupportedArchitecture: (path: string, architecture: string, detail?: string) =>
    error(
      'unsupportedArchitecture',
      t`${basename(path)} is of the kind "${architecture}", which this version of llama.cpp does not run. Choose another model, or update LLaVA-Med.`,
      detail,
    ),

  notEnoughMemory: (path: string, plan: MemoryPlan) =>
    error(
      'notEnoughMemory',
      t`${basename(path)} needs about ${describeBytes(plan.needsBytes)} of memory (${describeMemoryParts(plan)}), and ${describeBytes(plan.freeBytes)} are free. ${plan.remedy ?? t`Close other programs.`}`,
    ),

  /** The process ended, or could not go on, for want of memory. `freeBytes`: the least that free. */
  outOfMemory: (path: string, plan: MemoryPlan, freeBytes: number, detail: string) =>
    error(
      'outOfMemory',
      t`The model process ran out of memory: ${basename(path)} needs about ${describeBytes(plan.needsBytes)} (${describeMemoryParts(plan)}), and ${describeBytes(freeBytes)} were free. Close other programs, lower the context size, or choose a smaller quantisation of the model; then ask again: it is started anew.`,
      detail,
    ),

  contextFull: (contextSize: number, imageTokens: number, textTokens: number) =>
    error(
      'contextFull',
      t`The conversation is too long for the model: ${imageTokens} tokens of images and ${textTokens} of text, and the context holds ${contextSize}. Use fewer images, a shorter conversation, or a larger context size.`,
    ),

  imageWithoutProjector: (modelFileName: string) =>
    error(
      'imageWithoutProjector',
      t`${modelFileName} was loaded without an image projector, so it cannot see images. Choose the mmproj file that belongs to it as the projector.`,
    ),

  nativeMissing: (variant: string, detail?: string) =>
    error(
      'nativeMissing',
      t`Image input is not built for this machine (${variant}). Build it with "node scripts/build-native.mjs", or install LLaVA-Med again.`,
      detail,
    ),

  toolchainMissing: (gpu: GpuChoice, detail?: string) =>
    error(
      'toolchainMissing',
      gpu === 'auto' || gpu === 'cpu'
        ? t`llama.cpp has no prebuilt files for this machine. Install LLaVA-Med for this platform, or node-llama-cpp with its optional packages.`
        : t`The GPU setting "${gpu}" does not work on this machine: its driver or llama.cpp's files for it are missing. Set the GPU to "auto" or "cpu".`,
      detail,
    ),

  cacheTypeUnfit: (path: string, detail?: string) =>
    error(
      'cacheTypeUnfit',
      t`${basename(path)} cannot keep its KV cache in 8 bits: its heads are no multiple of 32 wide. Set the cache type to f16.`,
      detail,
    ),

  projectorUnfit: (path: string, { mean, min }: FeatureCosine) =>
    error(
      'projectorUnfit',
      t`${basename(path)} would see images too differently in 8 bits: its features' cosine with the file's own is ${mean.toFixed(4)} on average and ${min.toFixed(4)} at worst, and 0.999 and 0.99 are asked. Set the projector's precision to "file".`,
    ),

  projectorNotConverted: (path: string, detail?: string) =>
    error(
      'projectorUnfit',
      t`${basename(path)} could not be converted to 8 bits: is the disk full, or the cache folder not to be written to? Make room, or set the projector's precision to "file".`,
      detail,
    ),

  loadFailed: (path: string, detail?: string) =>
    error('loadFailed', t`${basename(path)} could not be loaded. The log has llama.cpp's reason.`, detail),

  childDied: (detail: string) =>
    error(
      'childDied',
      t`The model process ended unexpectedly. Ask again: it is started anew. If it happens again, see the log.`,
      detail,
    ),

  childHung: (detail: string) =>
    error('childHung', t`The model process stopped responding and was ended. Ask again: it is started anew.`, detail),

  tooManyRestarts: (deaths: number) =>
    error(
      'tooManyRestarts',
      t`The model process ended ${deaths} times in a row, so it is not started again. See the log, or choose another model or GPU setting.`,
    ),

  disposed: () => error('disposed', t`LLaVA-Med is shutting down.`),

  internal: (detail: string) =>
    error('internal', t`Something went wrong in the model process. The log has the details.`, detail),
};
