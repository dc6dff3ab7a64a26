/**
 * Every failure of the engine that a user can meet: one factory each. A message names the file by its base name, says
 * the cause and the way out, and never holds patient text. `detail` is for the log.
 */
import { basename } from 'node:path';
import type { EngineErrorCode, EngineErrorShape, GpuChoice } from '../protocol/engine.ts';
import type { MemoryPlan } from '../protocol/memoryPlan.ts';
import { describeBytes } from './describeBytes.ts';
import { describeMemoryParts } from './describeMemory.ts';
import type { FeatureCosine } from './featureCosine.ts';

export class EngineError extends Error implements EngineErrorShape {
  override readonly name = 'EngineError';
  readonly code: EngineErrorCode;
  declare readonly detail?: string;

  constructor(shape: EngineErrorShape) {
    super(shape.message);
    this.code = shape.code;
    if (shape.detail !== undefined) this.detail = shape.detail;
  }

  /** What crosses process and state boundaries (also read by `serveRequests`). */
  get data(): EngineErrorShape {
    return { code: this.code, message: this.message, ...(this.detail === undefined ? {} : { detail: this.detail }) };
  }
}

/** Whether a value that crossed a process boundary is an EngineError's shape. */
export function isEngineErrorShape(value: unknown): value is EngineErrorShape {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    'message' in value &&
    typeof value.message === 'string'
  );
}

const error = (code: EngineErrorCode, message: string, detail?: string): EngineError =>
  new EngineError({ code, message, ...(detail === undefined ? {} : { detail }) });

export type FileRole = 'model' | 'projector';

export const engineErrors = {
  fileMissing: (path: string, role: FileRole) =>
    error(
      'fileMissing',
      `The ${role} file ${basename(path)} cannot be read: it was moved, renamed or is not accessible. Choose the ${role} file where it is now.`,
    ),

  /** `what` stands at the path instead of a file: "a folder", "a device", "a pipe", "a socket". */
  notAFile: (path: string, what: string, role: FileRole) =>
    error('notGguf', `${basename(path)} is ${what}, not a file. Choose the GGUF file of the ${role}.`),

  notGguf: (path: string) =>
    error(
      'notGguf',
      `${basename(path)} is not a GGUF file. Choose a file that was converted for llama.cpp (its name usually ends in .gguf).`,
    ),

  ggufTruncated: (path: string, hasBytes: number, needsBytes: number | undefined) =>
    error(
      'ggufTruncated',
      `${basename(path)} is incomplete: it has ${describeBytes(hasBytes)}${
        needsBytes === undefined ? ' and ends within its header' : ` of ${describeBytes(needsBytes)}`
      }. Download or copy it again.`,
    ),

  projectorAsModel: (path: string) =>
    error(
      'projectorAsModel',
      `${basename(path)} is an image projector (mmproj), not a language model. Set it as the projector, and choose the language model's GGUF file as the model.`,
    ),

  modelAsProjector: (path: string) =>
    error(
      'modelAsProjector',
      `${basename(path)} is a language model, not an image projector. Choose the mmproj file that belongs to the model as the projector.`,
    ),

  widthMismatch: (modelPath: string, modelWidth: number, projectorPath: string, projectorWidth: number) =>
    error(
      'widthMismatch',
      `The projector ${basename(projectorPath)} does not belong to the model ${basename(modelPath)}: it makes features of width ${projectorWidth}, the model reads ${modelWidth}. Choose the mmproj file that was made with this model.`,
    ),

  noVisionEncoder: (path: string) =>
    error(
      'noVisionEncoder',
      `${basename(path)} holds no vision encoder, so it cannot read images. Choose an mmproj file with one.`,
    ),

  unsupportedArchitecture: (path: string, architecture: string, detail?: string) =>
    error(
      'unsupportedArchitecture',
      `${basename(path)} is of the kind "${architecture}", which this version of llama.cpp does not run. Choose another model, or update LLaVA-Med.`,
      detail,
    ),

  notEnoughMemory: (path: string, plan: MemoryPlan) =>
    error(
      'notEnoughMemory',
      `${basename(path)} needs about ${describeBytes(plan.needsBytes)} of memory (${describeMemoryParts(plan)}), and ${describeBytes(plan.freeBytes)} are free. ${plan.remedy ?? 'Close other programs.'}`,
    ),

  /** The process ended, or could not go on, for want of memory. `freeBytes`: the least that free. */
  outOfMemory: (path: string, plan: MemoryPlan, freeBytes: number, detail: string) =>
    error(
      'outOfMemory',
      `The model process ran out of memory: ${basename(path)} needs about ${describeBytes(plan.needsBytes)} (${describeMemoryParts(plan)}), and ${describeBytes(freeBytes)} were free. Close other programs, lower the context size, or choose a smaller quantisation of the model; then ask again: it is started anew.`,
      detail,
    ),

  contextFull: (contextSize: number, imageTokens: number, textTokens: number) =>
    error(
      'contextFull',
      `The conversation is too long for the model: ${imageTokens} tokens of images and ${textTokens} of text, and the context holds ${contextSize}. Use fewer images, a shorter conversation, or a larger context size.`,
    ),

  imageWithoutProjector: (modelFileName: string) =>
    error(
      'imageWithoutProjector',
      `${modelFileName} was loaded without an image projector, so it cannot see images. Choose the mmproj file that belongs to it as the projector.`,
    ),

  nativeMissing: (variant: string, detail?: string) =>
    error(
      'nativeMissing',
      `Image input is not built for this machine (${variant}). Build it with "node scripts/build-native.mjs", or install LLaVA-Med again.`,
      detail,
    ),

  toolchainMissing: (gpu: GpuChoice, detail?: string) =>
    error(
      'toolchainMissing',
      gpu === 'auto' || gpu === 'cpu'
        ? 'llama.cpp has no prebuilt files for this machine. Install LLaVA-Med for this platform, or node-llama-cpp with its optional packages.'
        : `The GPU setting "${gpu}" does not work on this machine: its driver or llama.cpp's files for it are missing. Set the GPU to "auto" or "cpu".`,
      detail,
    ),

  cacheTypeUnfit: (path: string, detail?: string) =>
    error(
      'cacheTypeUnfit',
      `${basename(path)} cannot keep its KV cache in 8 bits: its heads are no multiple of 32 wide. Set the cache type to f16.`,
      detail,
    ),

  projectorUnfit: (path: string, { mean, min }: FeatureCosine) =>
    error(
      'projectorUnfit',
      `${basename(path)} would see images too differently in 8 bits: its features' cosine with the file's own is ${mean.toFixed(4)} on average and ${min.toFixed(4)} at worst, and 0.999 and 0.99 are asked. Set the projector's precision to "file".`,
    ),

  projectorNotConverted: (path: string, detail?: string) =>
    error(
      'projectorUnfit',
      `${basename(path)} could not be converted to 8 bits: is the disk full, or the cache folder not to be written to? Make room, or set the projector's precision to "file".`,
      detail,
    ),

  loadFailed: (path: string, detail?: string) =>
    error('loadFailed', `${basename(path)} could not be loaded. The log has llama.cpp's reason.`, detail),

  childDied: (detail: string) =>
    error(
      'childDied',
      'The model process ended unexpectedly. Ask again: it is started anew. If it happens again, see the log.',
      detail,
    ),

  childHung: (detail: string) =>
    error('childHung', 'The model process stopped responding and was ended. Ask again: it is started anew.', detail),

  tooManyRestarts: (deaths: number) =>
    error(
      'tooManyRestarts',
      `The model process ended ${deaths} times in a row, so it is not started again. See the log, or choose another model or GPU setting.`,
    ),

  disposed: () => error('disposed', 'LLaVA-Med is shutting down.'),

  internal: (detail: string) =>
    error('internal', 'Something went wrong in the model process. The log has the details.', detail),
};
