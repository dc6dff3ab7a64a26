/** How the weights of a language model will lie in memory. */
import type { GgufTensor } from '../gguf/ggufHeader.ts';

export interface WeightsInfo {
  /** Bytes of the matrices that are multiplied with, by GGUF's number of their type, where their rows can be laid out anew. */
  readonly matrices: ReadonlyMap<number, number>;
  /** Bytes of the table of token embeddings, of which an answer reads a few rows. */
  readonly embeddings: number;
  /** Its type, where the table is the output matrix too: then a copy is laid out anew for that. */
  readonly tiedType: number | undefined;
  /** Bytes of everything else. */
  readonly others: number;
}

export interface WeightsInMemory {
  /** Laid out anew: always in the process's own memory. */
  readonly repacked: number;
  /** As in the file, read for every token. */
  readonly plain: number;
  /** As in the file, of which a few rows are read. */
  readonly embeddings: number;
}

/** Kernels work on eight rows at once (ggml-cpu/repack.cpp). */
const rowsAtOnce = 8;

export function weightsInfo(tensors: readonly GgufTensor[]): WeightsInfo {
  const matrices = new Map<number, number>();
  let embeddings = 0;
  let others = 0;
  let tiedType: number | undefined;
  const hasOutput = tensors.some((tensor) => tensor.name === 'output.weight');
  for (const { name, shape, type, bytes } of tensors) {
    if (name === 'token_embd.weight') {
      embeddings += bytes;
      if (!hasOutput) tiedType = type;
    } else if (shape.length >= 2 && (shape[1] ?? 0) % rowsAtOnce === 0) {
      matrices.set(type, (matrices.get(type) ?? 0) + bytes);
    } else others += bytes;
  }
  return { matrices, embeddings, tiedType, others };
}

export function weightsInMemory(info: WeightsInfo, repackedTypes: ReadonlySet<number>): WeightsInMemory {
  let repacked = 0;
  let plain = info.others;
  for (const [type, bytes] of info.matrices) {
    if (repackedTypes.has(type)) repacked += bytes;
    else plain += bytes;
  }
  const { embeddings, tiedType } = info;
  if (tiedType === undefined) return { repacked, plain, embeddings };
  return repackedTypes.has(tiedType)
    ? { repacked: repacked + embeddings, plain, embeddings }
    : { repacked, plain: plain + embeddings, embeddings: 0 };
}
