/**
 * The vision tower's and the projector's tensors as llama.cpp's clip.cpp names them for `clip.projector_type` "mlp".
 * Layers behind the one whose output is projected are not stored.
 */
import type { TowerConfig } from '../checkpoint/towerConfig.ts';
import type { Wanted } from './plannedTensor.ts';

/** `layers`: how many of the tower's are run. */
export function towerTensors({ width, feedForward, imageSize, patchSize }: TowerConfig, layers: number): Wanted[] {
  const positions = Math.floor(imageSize / patchSize) ** 2 + 1;
  const vector = (from: string, to: string, length = width): Wanted => ({ from, to, shape: [length], type: 'f32' });
  const norm = (from: string, to: string): Wanted[] => [
    vector(`${from}.weight`, `${to}.weight`),
    vector(`${from}.bias`, `${to}.bias`),
  ];
  const linear = (from: string, to: string, outputs: number, inputs: number): Wanted[] => [
    { from: `${from}.weight`, to: `${to}.weight`, shape: [outputs, inputs], type: 'f16' },
    vector(`${from}.bias`, `${to}.bias`, outputs),
  ];
  const layer = (index: number): Wanted[] => {
    const from = (name: string): string => `encoder.layers.${index}.${name}`;
    const to = (name: string): string => `v.blk.${index}.${name}`;
    return [
      ...norm(from('layer_norm1'), to('ln1')),
      ...linear(from('self_attn.q_proj'), to('attn_q'), width, width),
      ...linear(from('self_attn.k_proj'), to('attn_k'), width, width),
      ...linear(from('self_attn.v_proj'), to('attn_v'), width, width),
      ...linear(from('self_attn.out_proj'), to('attn_out'), width, width),
      ...norm(from('layer_norm2'), to('ln2')),
      ...linear(from('mlp.fc1'), to('ffn_up'), feedForward, width),
      ...linear(from('mlp.fc2'), to('ffn_down'), width, feedForward),
    ];
  };
  return [
    vector('embeddings.class_embedding', 'v.class_embd'),
    {
      from: 'embeddings.patch_embedding.weight',
      to: 'v.patch_embd.weight',
      shape: [width, 3, patchSize, patchSize],
      // ggml's convolution reads 16 bits.
      type: 'f16',
    },
    {
      from: 'embeddings.position_embedding.weight',
      to: 'v.position_embd.weight',
      shape: [positions, width],
      type: 'f32',
    },
    // The misspelling is in the weights of CLIP.
    ...norm('pre_layrnorm', 'v.pre_ln'),
    ...Array.from({ length: layers }, (_, index) => layer(index)).flat(),
  ];
}

/** Two layers with a GELU between (`mlp2x_gelu`: LLaVA 1.5, LLaVA-Med v1.5), or one alone (LLaVA-Med v1.0). */
export function projectorTensors(inputs: number, outputs: number, layers: 1 | 2): Wanted[] {
  const linear = (at: string, width: number): Wanted[] => [
    { from: `${at}.weight`, to: `mm.${at}.weight`, shape: [outputs, width], type: 'f16' },
    { from: `${at}.bias`, to: `mm.${at}.bias`, shape: [outputs], type: 'f32' },
  ];
  return layers === 1 ? linear('0', inputs) : [...linear('0', inputs), ...linear('2', outputs)];
}

/** Layers that the reference runs: `hidden_states[featureLayer]`, whose first is the input of layer 0. */
export function layersRun(featureLayer: number, layers: number): number {
  return featureLayer < 0 ? layers + 1 + featureLayer : featureLayer;
}
