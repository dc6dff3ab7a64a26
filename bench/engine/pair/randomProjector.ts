/** CLIP ViT-L/14-336 with LLaVA's two-layer projector, of random weights, as llama.cpp's converter stores it. */
import type { GgufField } from '../../../src/weights/gguf/ggufWriter.ts';
import { fillHalfRow, rowSeed } from './randomWeights.ts';
import { encoderShape } from './shapes.ts';
import type { StreamedTensor } from './streamGguf.ts';
import { streamGguf } from './streamGguf.ts';

const single = new Float32Array(1);
const singleWords = new Uint16Array(single.buffer);

/** `outputWidth`: of the language model. */
export function writeRandomProjector(path: string, outputWidth: number): void {
  streamGguf(path, fields(outputWidth), tensors(outputWidth));
}

function tensors(outputWidth: number): StreamedTensor[] {
  const { width, layers, feedForward, imageSize, patchSize } = encoderShape;
  const patches = (imageSize / patchSize) ** 2;
  let tensorSeed = 1;
  const half = (name: string, shape: readonly number[], deviation: number): StreamedTensor => {
    const seed = tensorSeed++;
    return { name, shape, type: 'f16', fillRow: (words, row) => fillHalfRow(words, rowSeed(seed, row), deviation) };
  };
  const linear = (name: string, inputs: number, outputs: number): StreamedTensor[] => [
    half(`${name}.weight`, [inputs, outputs], 1 / Math.sqrt(inputs)),
    constant(`${name}.bias`, outputs, 0),
  ];
  const norm = (name: string): StreamedTensor[] => [
    constant(`${name}.weight`, width, 1),
    constant(`${name}.bias`, width, 0),
  ];
  const result = [
    constant('v.class_embd', width, 0.1),
    half('v.patch_embd.weight', [patchSize, patchSize, 3, width], 1 / Math.sqrt(patchSize * patchSize * 3)),
    half('v.position_embd.weight', [width, patches + 1], 0.3),
    ...norm('v.pre_ln'),
  ];
  for (let layer = 0; layer < layers; layer++) {
    const block = `v.blk.${String(layer)}.`;
    for (const part of ['attn_q', 'attn_k', 'attn_v', 'attn_out']) result.push(...linear(block + part, width, width));
    result.push(...norm(`${block}ln1`), ...norm(`${block}ln2`));
    // The converter's names: "down" widens, "up" narrows.
    result.push(...linear(`${block}ffn_down`, width, feedForward), ...linear(`${block}ffn_up`, feedForward, width));
  }
  result.push(...linear('mm.0', width, outputWidth), ...linear('mm.2', outputWidth, outputWidth));
  return result;
}

function constant(name: string, length: number, value: number): StreamedTensor {
  return {
    ...{ name, shape: [length], type: 'f32' },
    fillRow: (words) => {
      single[0] = value;
      for (let index = 0; index < words.length; index += 2) words.set(singleWords, index);
    },
  };
}

function fields(outputWidth: number): Record<string, GgufField> {
  const uint = (value: number): GgufField => ({ type: 'uint32', value });
  const { width, layers, heads, feedForward, imageSize, patchSize } = encoderShape;
  return {
    'general.architecture': { type: 'string', value: 'clip' },
    // Mostly F16.
    'general.file_type': uint(1),
    'clip.has_vision_encoder': { type: 'bool', value: true },
    'clip.has_text_encoder': { type: 'bool', value: false },
    'clip.has_llava_projector': { type: 'bool', value: true },
    'clip.projector_type': { type: 'string', value: 'mlp' },
    'clip.use_gelu': { type: 'bool', value: false },
    'clip.vision.image_size': uint(imageSize),
    'clip.vision.patch_size': uint(patchSize),
    'clip.vision.embedding_length': uint(width),
    'clip.vision.feed_forward_length': uint(feedForward),
    'clip.vision.block_count': uint(layers),
    'clip.vision.projection_dim': uint(outputWidth),
    'clip.vision.attention.head_count': uint(heads),
    'clip.vision.attention.layer_norm_epsilon': { type: 'float32', value: 1e-5 },
    'clip.vision.image_mean': { type: 'float32s', value: [0.48145466, 0.4578275, 0.40821073] },
    'clip.vision.image_std': { type: 'float32s', value: [0.26862954, 0.26130258, 0.27577711] },
  };
}
