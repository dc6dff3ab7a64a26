/** What a language model's GGUF header says, in the words of the engine contract. */
import { basename } from 'node:path';
import { pairErrors } from './pairErrors.ts';
import { readGgufHeader } from '../gguf/ggufHeader.ts';
import type { GgufHeader, GgufValue } from '../gguf/ggufHeader.ts';
import { fileTypeName } from '../gguf/ggufTypes.ts';
import { weightsInfo } from './weightsInMemory.ts';
import type { WeightsInfo } from './weightsInMemory.ts';

export interface ModelInfo {
  readonly path: string;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly name: string;
  readonly architecture: string;
  readonly parameters: number;
  readonly fileType: string;
  readonly trainedContextSize: number;
  /** Width of a token's embedding: what a projector has to produce. */
  readonly width: number;
  readonly layers: number;
  readonly feedForward: number;
  readonly vocabulary: number;
  readonly weights: WeightsInfo;
  /** Bytes of the KV cache for one token, keys and values as 16-bit floats. */
  readonly cacheBytesPerToken: number;
  readonly chatTemplate: string | undefined;
  /** Metadata key `llava_med.template`: the template that the file asks for. */
  readonly wantedTemplate: string | undefined;
  /** Metadata key `llava_med.demo`. */
  readonly isDemo: boolean;
}

/** Rejects with `fileMissing`, `notGguf`, `ggufTruncated` or `projectorAsModel`. */
export async function readModelInfo(path: string): Promise<ModelInfo> {
  return modelInfoOf(await readGgufHeader(path, 'model'));
}

/** Throws `projectorAsModel`. */
export function modelInfoOf(header: GgufHeader): ModelInfo {
  const { path } = header;
  const architecture = text(header, 'general.architecture') ?? 'unknown';
  if (architecture === 'clip' || architecture === 'mmproj') throw pairErrors.projectorAsModel(path);
  const get = (key: string): number | undefined => number(header, `${architecture}.${key}`);
  const width = get('embedding_length') ?? 0;
  const layers = get('block_count') ?? 0;
  const heads = get('attention.head_count') ?? 1;
  const keyWidth = get('attention.key_length') ?? width / heads;
  const valueWidth = get('attention.value_length') ?? keyWidth;
  const vocabulary = header.metadata.get('tokenizer.ggml.tokens');
  return {
    path,
    fileName: basename(path),
    fileBytes: header.fileBytes,
    name: text(header, 'general.name') ?? basename(path, '.gguf'),
    architecture,
    parameters: header.tensors.reduce(
      (sum, tensor) => sum + tensor.shape.reduce((product, size) => product * size, 1),
      0,
    ),
    fileType: fileTypeName(number(header, 'general.file_type')),
    trainedContextSize: get('context_length') ?? 0,
    width,
    layers,
    feedForward: get('feed_forward_length') ?? 4 * width,
    vocabulary: isArray(vocabulary) ? vocabulary.length : 0,
    weights: weightsInfo(header.tensors),
    cacheBytesPerToken: cachedHeads(header, architecture, layers, heads) * (keyWidth + valueWidth) * 2,
    chatTemplate: text(header, 'tokenizer.chat_template'),
    wantedTemplate: text(header, 'llava_med.template'),
    isDemo: header.metadata.get('llava_med.demo') === true,
  };
}

/** Key-value heads of all layers together: one number for all layers, or a list with one for each. */
function cachedHeads(header: GgufHeader, architecture: string, layers: number, heads: number): number {
  const perLayer = header.metadata.get(`${architecture}.attention.head_count_kv`);
  if (isArray(perLayer)) return (perLayer.numbers ?? []).reduce((sum, count) => sum + count, 0);
  return layers * Number(perLayer ?? heads);
}

export function text(header: GgufHeader, key: string): string | undefined {
  const value = header.metadata.get(key);
  return typeof value === 'string' ? value : undefined;
}

export function number(header: GgufHeader, key: string): number | undefined {
  const value = header.metadata.get(key);
  if (isArray(value)) return value.numbers?.[0];
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;
}

function isArray(value: GgufValue | undefined): value is Extract<GgufValue, { length: number; numbers: unknown }> {
  return typeof value === 'object';
}
