/**
 * What a LLaVA's reference code makes of an image: CLIP's vision tower up to the chosen layer (`CLIPVisionModel`,
 * `hidden_states[-2]`), its class token left out, through the projector (`mlp2x_gelu`, or one layer). Written from those sources and by
 * nothing of llama.cpp, to compare with.
 */
import type { TowerConfig } from '../../weights/checkpoint/towerConfig.ts';
import { gelu, quickGelu } from './activations.ts';
import { attend } from './attention.ts';
import { layerNorm } from './normalise.ts';
import { add, type SourceWeights } from './sourceWeights.ts';

const mean = [0.48145466, 0.4578275, 0.40821073] as const;
const deviation = [0.26862954, 0.26130258, 0.27577711] as const;

/** `rgb`: `imageSize² · 3` bytes. Rows of features, one for each patch, from the top left. */
export async function clipFeatures(
  { tower, projector }: { readonly tower: SourceWeights; readonly projector: SourceWeights },
  config: TowerConfig,
  layers: number,
  rgb: Uint8Array,
): Promise<Float32Array> {
  const { width, heads, epsilon } = config;
  const norm = async (name: string, x: Float32Array): Promise<Float32Array> =>
    layerNorm(x, await tower.values(`${name}.weight`), await tower.values(`${name}.bias`), epsilon);
  const shape = { heads, kvHeads: heads, headWidth: width / heads, isCausal: false };
  let x = await norm('pre_layrnorm', await embed(tower, config, rgb));
  for (let layer = 0; layer < layers; layer++) {
    const at = `encoder.layers.${layer}`;
    const input = await norm(`${at}.layer_norm1`, x);
    const [queries, keys, values] = [
      await tower.linear(`${at}.self_attn.q_proj`, input),
      await tower.linear(`${at}.self_attn.k_proj`, input),
      await tower.linear(`${at}.self_attn.v_proj`, input),
    ];
    add(x, await tower.linear(`${at}.self_attn.out_proj`, attend(queries, keys, values, shape)));
    const hidden = await tower.linear(`${at}.mlp.fc1`, await norm(`${at}.layer_norm2`, x));
    if (config.activation === 'gelu') gelu(hidden);
    else quickGelu(hidden);
    add(x, await tower.linear(`${at}.mlp.fc2`, hidden));
  }
  x = await projector.linear('0', x.subarray(width));
  if (!projector.has('2.weight')) return x;
  gelu(x);
  return projector.linear('2', x);
}

/** The class token, then the patches, each with its position. */
async function embed(
  tower: SourceWeights,
  { width, imageSize, patchSize }: TowerConfig,
  rgb: Uint8Array,
): Promise<Float32Array> {
  const side = Math.floor(imageSize / patchSize);
  const patchLength = 3 * patchSize * patchSize;
  const patches = new Float32Array(side * side * patchLength);
  let at = 0;
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++)
      for (let channel = 0; channel < 3; channel++)
        for (let y = 0; y < patchSize; y++)
          for (let x = 0; x < patchSize; x++) {
            const pixel = (row * patchSize + y) * imageSize + column * patchSize + x;
            patches[at++] = (rgb[pixel * 3 + channel]! / 255 - mean[channel]!) / deviation[channel]!;
          }
  const tokens = new Float32Array((side * side + 1) * width);
  tokens.set(await tower.values('embeddings.class_embedding'));
  tokens.set(await tower.linear('embeddings.patch_embedding', patches), width);
  add(tokens, await tower.values('embeddings.position_embedding.weight'));
  return tokens;
}
