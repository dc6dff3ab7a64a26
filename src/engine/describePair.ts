/**
 * What a model and its projector are, and the memory they will take, from the files' headers alone: for `llava-med
 * info`, and for the checks before loading.
 */
import type { ModelPair } from '../protocol/engine.ts';
import { engineErrors } from './engineErrors.ts';
import { readModelInfo } from './modelInfo.ts';
import type { ModelInfo } from './modelInfo.ts';
import { readProjectorInfo } from './projectorInfo.ts';
import type { ProjectorInfo } from './projectorInfo.ts';

export interface MemoryEstimate {
  readonly weights: number;
  readonly cache: number;
  readonly projector: number;
  /** Work space of both graphs. */
  readonly compute: number;
  readonly total: number;
}

export interface PairDescription {
  readonly model: ModelInfo;
  readonly projector: ProjectorInfo | undefined;
  readonly template: 'mistral_instruct' | 'gguf';
  /** Tokens that a conversation may hold. */
  readonly contextSize: number;
  /** In bytes, for that context. */
  readonly memory: MemoryEstimate;
}

/** Tokens decoded at once. */
export const batchSize = 512;
const defaultContextSize = 4096;

/**
 * `contextSize` 0 is the default of the engine contract. Rejects with `fileMissing`, `notGguf`, `ggufTruncated`,
 * `projectorAsModel`, `modelAsProjector`, `noVisionEncoder` or `widthMismatch`.
 */
export async function describePair(pair: ModelPair, contextSize = 0): Promise<PairDescription> {
  const model = await readModelInfo(pair.modelPath);
  const projector = pair.projectorPath === undefined ? undefined : await readProjectorInfo(pair.projectorPath);
  if (projector?.outputWidth !== undefined && projector.outputWidth !== model.width) {
    throw engineErrors.widthMismatch(model.path, model.width, projector.path, projector.outputWidth);
  }
  const size =
    contextSize > 0 ? contextSize : Math.min(defaultContextSize, model.trainedContextSize || defaultContextSize);
  return {
    model,
    projector,
    template: templateOf(model, projector),
    contextSize: size,
    memory: estimateMemory(model, projector, size),
  };
}

/**
 * LLaVA-Med's own template for what is built like it: a Llama or Mistral model with a LLaVA projector (its GGUF files
 * carry the base model's chat template, an [INST] one, or none). A template of another kind in the file is obeyed.
 */
function templateOf(model: ModelInfo, projector: ProjectorInfo | undefined): 'mistral_instruct' | 'gguf' {
  if (model.wantedTemplate === 'mistral_instruct') return 'mistral_instruct';
  if (model.architecture !== 'llama' && model.architecture !== 'mistral') return 'gguf';
  if (model.chatTemplate === undefined) return 'mistral_instruct';
  return projector?.type === 'mlp' && model.chatTemplate.includes('[INST]') ? 'mistral_instruct' : 'gguf';
}

/**
 * The graphs' work space is counted from their widest tensors in 32-bit floats; llama.cpp re-uses most of it, so this
 * is an upper bound.
 */
function estimateMemory(model: ModelInfo, projector: ProjectorInfo | undefined, contextSize: number): MemoryEstimate {
  const cache = model.cacheBytesPerToken * contextSize;
  let compute = batchSize * 4 * (model.vocabulary + 3 * model.feedForward + 12 * model.width);
  if (projector !== undefined) {
    const patches = projector.patchSize > 0 ? Math.floor(projector.imageSize / projector.patchSize) ** 2 + 1 : 0;
    compute += patches * 4 * (3 * projector.feedForward + 12 * projector.encoderWidth + projector.heads * patches);
  }
  const weights = model.fileBytes;
  const projectorBytes = projector?.fileBytes ?? 0;
  return { weights, cache, projector: projectorBytes, compute, total: weights + cache + projectorBytes + compute };
}
