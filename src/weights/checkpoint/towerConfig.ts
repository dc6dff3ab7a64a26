/** How a CLIP vision tower is built, from transformers' `CLIPVisionConfig` or by the name that it was published under. */
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { checkpointErrors } from './checkpointErrors.ts';

export interface TowerConfig {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly feedForward: number;
  /** Pixels along a side. */
  readonly imageSize: number;
  readonly patchSize: number;
  readonly epsilon: number;
  readonly activation: 'quick_gelu' | 'gelu';
}

const Count = v.pipe(v.number(), v.integer(), v.minValue(1));

/** `vision_config`: what is left out, or null, is the default of `CLIPVisionConfig`. */
export const TowerFile = v.object({
  model_type: v.nullish(v.string(), () => undefined),
  hidden_size: v.nullish(Count, 768),
  intermediate_size: v.nullish(Count, 3072),
  num_hidden_layers: v.nullish(Count, 12),
  num_attention_heads: v.nullish(Count, 12),
  image_size: v.nullish(Count, 224),
  patch_size: v.nullish(Count, 32),
  layer_norm_eps: v.nullish(v.number(), 1e-5),
  hidden_act: v.nullish(v.string(), 'quick_gelu'),
});

/** Throws `configUnfit` for an activation that llama.cpp's CLIP has not. */
export function towerConfigOf(path: string, file: v.InferOutput<typeof TowerFile>): TowerConfig {
  const activation = file.hidden_act;
  if (activation !== 'quick_gelu' && activation !== 'gelu')
    throw checkpointErrors.unfit(path, t`that the vision tower's activation is "${activation}"`);
  return {
    width: file.hidden_size,
    layers: file.num_hidden_layers,
    heads: file.num_attention_heads,
    feedForward: file.intermediate_size,
    imageSize: file.image_size,
    patchSize: file.patch_size,
    epsilon: file.layer_norm_eps,
    activation,
  };
}

/** OpenAI's published towers (their `config.json`). */
const published: Readonly<Record<string, TowerConfig>> = {
  'openai/clip-vit-large-patch14-336': large(336),
  'openai/clip-vit-large-patch14': large(224),
};

function large(imageSize: number): TowerConfig {
  return {
    width: 1024,
    layers: 24,
    heads: 16,
    feedForward: 4096,
    imageSize,
    patchSize: 14,
    epsilon: 1e-5,
    activation: 'quick_gelu',
  };
}

export interface PublishedTower {
  /** Of the repository. */
  readonly name: string;
  readonly config: TowerConfig;
}

/** `mm_vision_tower`: a repository's name, or the folder where it lay on the machine that trained with it. */
export function towerNamed(name: string): PublishedTower | undefined {
  const found = Object.entries(published).find(
    ([known]) => name === known || name.endsWith(`/${known.split('/')[1] ?? ''}`),
  );
  return found && { name: found[0], config: found[1] };
}
