/** A LLaVA checkpoint's folder: what it is, and where each of its tensors lies. No weights are read. */
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { readRegularFile } from '../../files/regularFile.ts';
import { checkpointErrors } from './checkpointErrors.ts';
import { isLeftOut, partOf, type CheckpointPart } from './checkpointPart.ts';
import { parseLlavaConfig, type LlavaConfig } from './llavaConfig.ts';
import { readSafetensors, type SafetensorsFile, type SourceTensor } from './safetensors.ts';

export type PartTensors = ReadonlyMap<string, SourceTensor>;

export interface Checkpoint {
  readonly folder: string;
  readonly config: LlavaConfig;
  /** Every file that holds weights. */
  readonly shards: readonly SafetensorsFile[];
  readonly parts: Readonly<Record<CheckpointPart, PartTensors>>;
}

const Index = v.object({ weight_map: v.record(v.string(), v.string()) });

/** Rejects with a `ConversionError`. */
export async function readCheckpoint(folder: string): Promise<Checkpoint> {
  await requireFolder(folder);
  const config = parseLlavaConfig(join(folder, 'config.json'), folder, await readJson(folder, 'config.json'));
  const shards = await readShards(folder);
  return { folder, config, shards, parts: partsOf(folder, shards) };
}

/** All safetensors files of a folder of weights: one, or those that its index lists. */
export async function readShards(folder: string): Promise<readonly SafetensorsFile[]> {
  const files = await readdir(folder);
  const index = 'model.safetensors.index.json';
  if (!files.includes(index)) {
    const single = files.includes('model.safetensors') ? 'model.safetensors' : undefined;
    if (single !== undefined) return [await readSafetensors(join(folder, single))];
    const pytorch = files.find((file) => /^pytorch_model.*\.bin$/.test(file));
    throw pytorch === undefined
      ? checkpointErrors.fileMissing(folder, 'model.safetensors')
      : checkpointErrors.pytorch(folder, pytorch);
  }
  const parsed = v.safeParse(Index, await readJson(folder, index));
  if (!parsed.success) throw checkpointErrors.unreadable(join(folder, index), t`it lists no tensors`);
  const names = [...new Set(Object.values(parsed.output.weight_map))].sort();
  const foreign = names.find((name) => name !== basename(name) || !name.endsWith('.safetensors'));
  if (foreign !== undefined)
    throw checkpointErrors.unreadable(join(folder, index), t`it lists a file that is no shard`);
  const missing = names.find((name) => !files.includes(name));
  if (missing !== undefined) throw checkpointErrors.fileMissing(folder, missing);
  const shards: SafetensorsFile[] = [];
  for (const name of names) shards.push(await readSafetensors(join(folder, name)));
  return shards;
}

function partsOf(folder: string, shards: readonly SafetensorsFile[]): Checkpoint['parts'] {
  const parts: Record<CheckpointPart, Map<string, SourceTensor>> = {
    text: new Map(),
    projector: new Map(),
    tower: new Map(),
  };
  for (const { path, tensors } of shards)
    for (const tensor of tensors) {
      if (isLeftOut(tensor.name)) continue;
      if (tensor.name.endsWith('image_newline'))
        throw checkpointErrors.unfit(path, t`with its tensor image_newline that it is LLaVA 1.6`);
      const found = partOf(tensor.name);
      if (found === undefined) throw checkpointErrors.tensor(path, tensor.name, t`is part of no LLaVA that is known`);
      const part = parts[found.part];
      if (part.has(found.name)) throw checkpointErrors.tensor(path, tensor.name, t`is there twice`);
      part.set(found.name, tensor);
    }
  if (parts.text.size === 0) throw checkpointErrors.fileMissing(folder, t`language model among its tensors`);
  if (parts.projector.size === 0)
    throw checkpointErrors.fileMissing(folder, t`projector (mm_projector) among its tensors`);
  return parts;
}

export async function readJson(folder: string, file: string): Promise<unknown> {
  const path = join(folder, file);
  const bytes = await readRegularFile(path).catch(() => {
    throw checkpointErrors.fileMissing(folder, file);
  });
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch (error) {
    throw checkpointErrors.unreadable(path, t`it is no JSON`, error);
  }
}

export async function requireFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) throw checkpointErrors.noFolder(folder);
}
