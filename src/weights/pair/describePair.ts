/**
 * What a model and its projector are, from the files' headers alone: for `llava-med info`, and for the checks before
 * loading.
 */
import type { ModelPair, PromptTemplate } from '../../protocol/engine.ts';
import { pairErrors } from './pairErrors.ts';
import { readModelInfo } from './modelInfo.ts';
import type { ModelInfo } from './modelInfo.ts';
import { readProjectorInfo } from './projectorInfo.ts';
import type { ProjectorInfo } from './projectorInfo.ts';

export interface PairDescription {
  readonly model: ModelInfo;
  readonly projector: ProjectorInfo | undefined;
  readonly template: PromptTemplate;
  /** Tokens that a conversation may hold: what was asked for, or the default, which `planMemory` may lower. */
  readonly contextSize: number;
}

const defaultContextSize = 4096;

/**
 * `contextSize` 0 is the default of the engine contract. Rejects with `fileMissing`, `notGguf`, `ggufTruncated`,
 * `projectorAsModel`, `modelAsProjector`, `noVisionEncoder` or `widthMismatch`.
 */
export async function describePair(pair: ModelPair, contextSize = 0): Promise<PairDescription> {
  const model = await readModelInfo(pair.modelPath);
  const projector = pair.projectorPath === undefined ? undefined : await readProjectorInfo(pair.projectorPath);
  if (projector?.outputWidth !== undefined && projector.outputWidth !== model.width) {
    throw pairErrors.widthMismatch(model.path, model.width, projector.path, projector.outputWidth);
  }
  const size =
    contextSize > 0 ? contextSize : Math.min(defaultContextSize, model.trainedContextSize || defaultContextSize);
  return {
    model,
    projector,
    template: templateOf(model, projector),
    contextSize: size,
  };
}

const ownTemplates = ['mistral_instruct', 'vicuna_v1', 'simple'] as const;

/**
 * LLaVA-Med's own template for what is built like it: a Llama or Mistral model with a LLaVA projector (its GGUF files
 * carry the base model's chat template, an [INST] one, or none). A template of another kind in the file is obeyed.
 */
function templateOf(model: ModelInfo, projector: ProjectorInfo | undefined): PromptTemplate {
  const named = ownTemplates.find((template) => template === model.wantedTemplate);
  if (named !== undefined) return named;
  if (model.architecture !== 'llama' && model.architecture !== 'mistral') return 'gguf';
  if (model.chatTemplate === undefined) return isVicuna(model) ? 'vicuna_v1' : 'mistral_instruct';
  return projector?.type === 'mlp' && model.chatTemplate.includes('[INST]') ? 'mistral_instruct' : 'gguf';
}

/** LLaVA 1.5 by its name: its GGUF files mostly carry no template. */
function isVicuna({ name, fileName }: ModelInfo): boolean {
  const names = `${name} ${fileName}`;
  return /llava[-_ ]?v?1\.5|vicuna/i.test(names) && !/llava[-_ ]?med/i.test(names);
}
