/** What each part of a pair takes in memory, from the files' headers. */
import type { CacheType, ProjectorPrecision } from '../protocol/engine.ts';
import type { MemoryPart, MemoryPlan } from '../protocol/memoryPlan.ts';
import { repackedTypes } from './cpuFeatures.ts';
import type { CpuFeatures } from './cpuFeatures.ts';
import type { PairDescription } from '../weights/pair/describePair.ts';
import type { ProjectorInfo } from '../weights/pair/projectorInfo.ts';
import { weightsInMemory } from '../weights/pair/weightsInMemory.ts';
import { batchTokens, encoderWorkSpace, languageWorkSpace, mostOutputs } from './workSpace.ts';

/** What can be chosen about a pair's memory. */
export interface MemoryChoice {
  readonly contextSize: number;
  readonly weights: MemoryPlan['weights'];
  readonly cacheType: CacheType;
  readonly projectorPrecision: ProjectorPrecision;
}

/** Cells of the KV cache come in steps of this. */
export const contextStep = 256;
/** Node with the libraries and what their loading leaves behind; measured on Linux. */
const processBytes = 76e6;
/** llama.cpp's and node-llama-cpp's tables of the vocabulary, for each token. */
const bytesPerVocabularyEntry = 800;
/** Bytes of one weight in the 8-bit type (blocks of 32 with a scale), of one in 16 bits, and of a feature. */
const q8Bytes = 34 / 32;
const f16Bytes = 2;
const floatBytes = 4;

export function memoryParts(
  { model, projector }: PairDescription,
  { contextSize, weights: layout, cacheType, projectorPrecision }: MemoryChoice,
  features: CpuFeatures,
): readonly MemoryPart[] {
  const lies = weightsInMemory(model.weights, repackedTypes(features));
  const isMapped = layout === 'mapped';
  const read = lies.repacked + (isMapped ? 0 : lies.plain + lies.embeddings);
  const cacheBytesPerToken = model.cacheBytesPerToken * (cacheType === 'q8_0' ? q8Bytes / f16Bytes : 1);
  const cells = Math.ceil(contextSize / contextStep) * contextStep;
  const parts: readonly MemoryPart[] = [
    { name: 'weights', bytes: layout === 'gpu' ? model.fileBytes : read },
    // Of the embeddings' table a few rows are read: the system may leave the rest on the disk.
    { name: 'mappedWeights', bytes: isMapped ? lies.plain : 0 },
    {
      name: 'projector',
      bytes: (projector?.fileBytes ?? 0) * (projectorPrecision === 'q8_0' ? eightBitShare(projector) : 1),
    },
    { name: 'kvCache', bytes: cells * cacheBytesPerToken },
    {
      name: 'workSpace',
      bytes: languageWorkSpace(model, cells, batchTokens(cells, projector?.tokensPerImage ?? 0), mostOutputs),
    },
    { name: 'encoderWorkSpace', bytes: projector === undefined ? 0 : encoderWorkSpace(projector) },
    // Its features, and the KV cache behind it, which is kept for the next time.
    { name: 'images', bytes: (projector?.tokensPerImage ?? 0) * (model.width * floatBytes + cacheBytesPerToken) },
    { name: 'process', bytes: processBytes + bytesPerVocabularyEntry * model.vocabulary },
  ];
  return parts.filter((part) => part.bytes > 0).map(({ name, bytes }) => ({ name, bytes: Math.round(bytes) }));
}

/** Of a projector's file in 8 bits: norms and biases stay as they are, and are little; so does a file of fewer bits. */
function eightBitShare(projector: ProjectorInfo | undefined): number {
  const bytes = { F32: floatBytes, F16: f16Bytes, BF16: f16Bytes }[projector?.fileType ?? ''];
  return bytes === undefined ? 1 : q8Bytes / bytes;
}

export function bytesOf(parts: readonly MemoryPart[]): number {
  return parts.reduce((total, part) => total + part.bytes, 0);
}
