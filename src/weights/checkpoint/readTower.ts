/** A folder with a CLIP model (openai/clip-vit-large-patch14-336): its vision tower, and how that is built. */
import { join } from 'node:path';
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { checkpointErrors } from './checkpointErrors.ts';
import { isLeftOut, partOf } from './checkpointPart.ts';
import { readJson, readShards, requireFolder, type PartTensors } from './readCheckpoint.ts';
import type { SafetensorsFile, SourceTensor } from './safetensors.ts';
import { towerConfigOf, TowerFile, type TowerConfig } from './towerConfig.ts';

export interface Tower {
  readonly config: TowerConfig;
  readonly tensors: PartTensors;
  readonly shards: readonly SafetensorsFile[];
}

/** CLIPModel has the tower's part of it below a key, CLIPVisionModel at the top. */
const Clip = v.object({ model_type: v.picklist(['clip', 'clip_vision_model']), vision_config: v.optional(TowerFile) });

/** `wanted`: the published tower that it should be. Rejects with a `ConversionError`. */
export async function readTower(folder: string, wanted: string): Promise<Tower> {
  await requireFolder(folder);
  const path = join(folder, 'config.json');
  const json = await readJson(folder, 'config.json');
  const clip = v.safeParse(Clip, json);
  if (!clip.success) throw checkpointErrors.unfit(path, t`that it is no CLIP model`);
  const vision = clip.output.vision_config ?? v.parse(TowerFile, json);
  const shards = await readShards(folder);
  const tensors = new Map<string, SourceTensor>();
  for (const tensor of shards.flatMap((shard) => shard.tensors)) {
    const found = isLeftOut(tensor.name) ? undefined : partOf(tensor.name);
    if (found?.part === 'tower') tensors.set(found.name, tensor);
  }
  if (tensors.size === 0) throw checkpointErrors.noTower(folder, wanted);
  return { config: towerConfigOf(path, vision), tensors, shards };
}
