/** Whether the vision tower inside a checkpoint is the one that was named beside it, tensor by tensor. */
import { createHash } from 'node:crypto';
import { openRegularFile } from '../../files/regularFile.ts';
import type { PartTensors } from '../checkpoint/readCheckpoint.ts';
import type { SourceTensor } from '../checkpoint/safetensors.ts';
import { convertFloats } from '../gguf/floatType.ts';

export interface TowerComparison {
  readonly compared: number;
  /** Names of those that differ, after rounding to the coarser of both types, or are there only once. */
  readonly different: readonly string[];
}

export async function compareTowers(
  inside: PartTensors,
  beside: PartTensors,
  signal?: AbortSignal,
): Promise<TowerComparison> {
  const names = [...new Set([...inside.keys(), ...beside.keys()])];
  const different: string[] = [];
  for (const name of names) {
    signal?.throwIfAborted();
    const [a, b] = [inside.get(name), beside.get(name)];
    if (a === undefined || b === undefined || !(await areEqual(a, b))) different.push(name);
  }
  return { compared: names.length, different };
}

async function areEqual(a: SourceTensor, b: SourceTensor): Promise<boolean> {
  if (a.shape.join() !== b.shape.join()) return false;
  const coarser = [a.type, b.type].includes('bf16') ? 'bf16' : [a.type, b.type].includes('f16') ? 'f16' : 'f32';
  const digest = async (tensor: SourceTensor): Promise<string> =>
    createHash('sha256')
      .update(convertFloats(await tensorBytes(tensor), tensor.type, coarser))
      .digest('hex');
  return (await digest(a)) === (await digest(b));
}

/** All of a tensor: a tower's largest has 16 MB. */
export async function tensorBytes({ path, offset, bytes }: SourceTensor): Promise<Uint8Array> {
  const file = await openRegularFile(path);
  try {
    const buffer = new Uint8Array(bytes);
    await file.read(buffer, 0, bytes, offset);
    return buffer;
  } finally {
    await file.close();
  }
}
