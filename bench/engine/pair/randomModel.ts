/**
 * A language model of random weights. Only words are answered (the vocabulary's other rows of the output are zero, the
 * end of the answer too): answers have the length that is asked for.
 */
import type { GgufField } from '../../../src/weights/gguf/ggufWriter.ts';
import { fillQ4Row, fillZeroQ4Row, rowSeed } from './randomWeights.ts';
import type { ModelShape } from './shapes.ts';
import type { StreamedTensor } from './streamGguf.ts';
import { streamGguf } from './streamGguf.ts';
import { endOfAnswer, wordVocabulary } from './wordVocabulary.ts';
import type { Vocabulary } from './wordVocabulary.ts';

/** A word that always follows another one, by token ids. */
export type Successors = ReadonlyMap<number, number>;

export interface RandomModelOptions {
  /**
   * Makes a model that recites: after a token that has a successor it says that, whatever stands before. All its layers
   * compute as ever, but add little.
   */
  readonly successors?: (vocabulary: Vocabulary) => Successors;
}

const bytesOfFloat32One = new Uint16Array(new Float32Array([1]).buffer);

export function writeRandomModel(path: string, shape: ModelShape, { successors }: RandomModelOptions = {}): void {
  const vocabulary = wordVocabulary(shape.vocabulary);
  streamGguf(path, fields(shape, vocabulary), tensors(shape, vocabulary, successors?.(vocabulary)));
}

function tensors(shape: ModelShape, vocabulary: Vocabulary, successors: Successors | undefined): StreamedTensor[] {
  const { width, layers, heads, keyValueHeads, feedForward } = shape;
  const keyValueWidth = (width / heads) * keyValueHeads;
  let tensorSeed = 1;
  /** `gain`: of the output's deviation over the input's. */
  const matrix = (name: string, inputs: number, outputs: number, gain: number): StreamedTensor => {
    const seed = tensorSeed++;
    const deviation = gain / Math.sqrt(inputs);
    return {
      ...{ name, shape: [inputs, outputs], type: 'q4_0' },
      fillRow: (words, row) => fillQ4Row(words, rowSeed(seed, row), deviation),
    };
  };
  const residualGain = successors === undefined ? 0.7 : 0.1;
  const embedding = matrix('token_embd.weight', width, shape.vocabulary, Math.sqrt(width));
  const result = [embedding, ones('output_norm.weight', width), output(shape, vocabulary, embedding, successors)];
  for (let layer = 0; layer < layers; layer++) {
    const block = `blk.${String(layer)}.`;
    result.push(
      ...[ones(`${block}attn_norm.weight`, width), ones(`${block}ffn_norm.weight`, width)],
      // Attention that picks out single positions, so that answers depend on the image.
      ...[
        matrix(`${block}attn_q.weight`, width, width, 1.6),
        matrix(`${block}attn_k.weight`, width, keyValueWidth, 1.6),
      ],
      matrix(`${block}attn_v.weight`, width, keyValueWidth, 1),
      matrix(`${block}attn_output.weight`, width, width, residualGain),
      matrix(`${block}ffn_gate.weight`, width, feedForward, 1),
      matrix(`${block}ffn_up.weight`, width, feedForward, 1),
      matrix(`${block}ffn_down.weight`, feedForward, width, residualGain),
    );
  }
  return result;
}

function output(
  { width, vocabulary: size }: ModelShape,
  { firstWord }: Vocabulary,
  embedding: StreamedTensor,
  successors: Successors = new Map(),
): StreamedTensor {
  const predecessors = new Map([...successors].map(([token, next]) => [next, token]));
  return {
    ...{ name: 'output.weight', shape: [width, size], type: 'q4_0' },
    fillRow: (words, row) => {
      const predecessor = predecessors.get(row);
      if (predecessor !== undefined) embedding.fillRow(words, predecessor);
      else if (row < firstWord) fillZeroQ4Row(words);
      else fillQ4Row(words, rowSeed(1_000_003, row), 3 / Math.sqrt(width));
    },
  };
}

function ones(name: string, length: number): StreamedTensor {
  return {
    ...{ name, shape: [length], type: 'f32' },
    fillRow: (words) => {
      for (let index = 0; index < words.length; index += 2) words.set(bytesOfFloat32One, index);
    },
  };
}

function fields(shape: ModelShape, { tokens, scores, types }: Vocabulary): Record<string, GgufField> {
  const uint = (value: number): GgufField => ({ type: 'uint32', value });
  return {
    'general.architecture': { type: 'string', value: 'llama' },
    'general.name': { type: 'string', value: `random ${shape.name}` },
    // Mostly Q4_0.
    'general.file_type': uint(2),
    'llama.context_length': uint(shape.contextLength),
    'llama.embedding_length': uint(shape.width),
    'llama.block_count': uint(shape.layers),
    'llama.feed_forward_length': uint(shape.feedForward),
    'llama.attention.head_count': uint(shape.heads),
    'llama.attention.head_count_kv': uint(shape.keyValueHeads),
    'llama.attention.layer_norm_rms_epsilon': { type: 'float32', value: 1e-5 },
    'llama.rope.dimension_count': uint(shape.width / shape.heads),
    'llama.vocab_size': uint(tokens.length),
    'tokenizer.ggml.model': { type: 'string', value: 'llama' },
    'tokenizer.ggml.pre': { type: 'string', value: 'default' },
    'tokenizer.ggml.tokens': { type: 'strings', value: tokens },
    'tokenizer.ggml.scores': { type: 'float32s', value: scores },
    'tokenizer.ggml.token_type': { type: 'int32s', value: types },
    'tokenizer.ggml.bos_token_id': uint(1),
    'tokenizer.ggml.eos_token_id': uint(endOfAnswer),
    'tokenizer.ggml.unknown_token_id': uint(0),
    'tokenizer.ggml.add_bos_token': { type: 'bool', value: true },
  };
}
