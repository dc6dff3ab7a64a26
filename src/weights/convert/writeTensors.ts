/** Every shard read once, each tensor's values written to its place in the file that wants it. */
import { basename } from 'node:path';
import type { SafetensorsFile, SourceTensor } from '../checkpoint/safetensors.ts';
import { floatBytes } from '../gguf/floatType.ts';
import type { GgufFile } from '../gguf/ggufFile.ts';
import type { PlannedTensor } from './plannedTensor.ts';
import { readInOrder, type Stretch } from './readInOrder.ts';
import type { SourceFile } from './sourceFields.ts';
import { unitBytes, valuesOf } from './tensorValues.ts';

export interface TensorTarget {
  readonly tensor: PlannedTensor;
  readonly file: GgufFile;
}

/** What is done with a stretch; undefined: it is only hashed. */
type Use = { readonly target: TensorTarget; readonly at: number } | undefined;

/** Bytes that are read at once, about. */
const stretchBytes = 16 * 2 ** 20;

/** `onBytes` is told how many bytes more were read. */
export async function writeTensors(
  shards: readonly SafetensorsFile[],
  targets: readonly TensorTarget[],
  onBytes: (bytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<SourceFile[]> {
  const bySource = new Map(targets.map((target) => [target.tensor.source, target]));
  const files: SourceFile[] = [];
  for (const shard of shards) {
    const work = async (bytes: Uint8Array, { use }: Stretch<Use>): Promise<void> => {
      if (use !== undefined) {
        const { tensor, file } = use.target;
        const at = (use.at / floatBytes[tensor.source.type]) * floatBytes[tensor.type];
        await file.write(tensor, at, valuesOf(tensor, bytes));
      }
      onBytes(bytes.length);
    };
    const sha256 = await readInOrder(shard.path, stretchesOf(shard, bySource), work, signal);
    files.push({ name: basename(shard.path), sha256 });
  }
  return files;
}

function stretchesOf(
  { tensors, fileBytes }: SafetensorsFile,
  targets: ReadonlyMap<SourceTensor, TensorTarget>,
): Stretch<Use>[] {
  const stretches: Stretch<Use>[] = [];
  let position = 0;
  const add = (end: number, unit: number, target: TensorTarget | undefined): void => {
    const start = position;
    const most = Math.max(unit, Math.floor(stretchBytes / unit) * unit);
    for (; position < end; position += most)
      stretches.push({
        offset: position,
        bytes: Math.min(most, end - position),
        use: target === undefined ? undefined : { target, at: position - start },
      });
    position = end;
  };
  for (const tensor of tensors) {
    if (tensor.offset > position) add(tensor.offset, 1, undefined);
    const target = targets.get(tensor);
    add(tensor.offset + tensor.bytes, target === undefined ? 1 : unitBytes(target.tensor), target);
  }
  add(fileBytes, 1, undefined);
  return stretches;
}
