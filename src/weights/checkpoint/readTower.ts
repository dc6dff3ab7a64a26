/** A folder with a CLIP model (openai/clip-vit-large-patch14-336): its vision tower, and how that is built. */
import { join } from 'node:path';
import * as v from 'valibot';
import { checkpointErrors } from './checkpointErrors.ts';
import { isLeftOut, partOf } from './checkpointPart.ts';
import { activationOf } from './llavaConfig.ts';
import { readJson, readShards, requireFolder, type PartTensors } from './readCheckpoint.ts';
import type { SafetensorsFile, SourceTensor } from './safetensors.ts';
import type { TowerConfig } from './towerConfig.ts';

export interface Tower {
  readonly config: TowerConfig;
  readonly tensors: PartTensors;
  readonly shards: readonly SafetensorsFile[];
}

const Count = v.pipe(v.number(), v.integer(), v.minValue(1));
const Vision = v.object({
  hidden_size: v.optional(Count, 768),
  intermediate_size: v.optional(Count, 3072),
  num_hidden_layers: v.optional(Count, 12),
  num_attention_heads: v.optional(Count, 12),
  image_size: v.optional(Count, 224),
  patch_size: v.optional(Count, 32),
  layer_norm_eps: v.optional(v.number(), 1e-5),
  hidden_act: v.optional(v.string(), 'quick_gelu'),
});
/** CLIPModel has the tower's part of it below a key, CLIPVisionModel at the top. */
const Clip = v.object({ model_type: v.picklist(['clip', 'clip_vision_model']), vision_config: v.optional(Vision) });

/** Rejects with a `ConversionError`. */
export async function readTower(folder: string): Promise<Tower> {
  await requireFolder(folder);
  const path = join(folder, 'config.json');
  const json = await readJson(folder, 'config.json');
  const clip = v.safeParse(Clip, json);
  if (!clip.success) throw checkpointErrors.unfit(path, 'that it is no CLIP model');
  const vision = clip.output.vision_config ?? v.parse(Vision, json);
  const shards = await readShards(folder);
  const tensors = new Map<string, SourceTensor>();
  for (const tensor of shards.flatMap((shard) => shard.tensors)) {
    const found = isLeftOut(tensor.name) ? undefined : partOf(tensor.name);
    if (found?.part === 'tower') tensors.set(found.name, tensor);
  }
  if (tensors.size === 0) throw checkpointErrors.noTower(folder);
  return {
    config: {
      width: vision.hidden_size,
      layers: vision.num_hidden_layers,
      heads: vision.num_attention_heads,
      feedForward: vision.intermediate_size,
      imageSize: vision.image_size,
      patchSize: vision.patch_size,
      epsilon: vision.layer_norm_eps,
      activation: activationOf(path, vision.hidden_act),
    },
    tensors,
    shards,
  };
}
