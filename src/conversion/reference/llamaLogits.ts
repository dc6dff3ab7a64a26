/**
 * What a LLaVA's language model would say next (`LlamaForCausalLM`, `MistralForCausalLM`), computed from the checkpoint's
 * own weights in transformers' order of rows. Written from those sources and by nothing of llama.cpp, to compare with.
 */
import type { TextConfig } from '../../weights/checkpoint/llavaConfig.ts';
import { gateWithSilu } from './activations.ts';
import { attend } from './attention.ts';
import { rmsNorm } from './normalise.ts';
import { add, type SourceWeights } from './sourceWeights.ts';

/** After `tokens`: one number for each token of the vocabulary. */
export async function llamaLogits(
  weights: SourceWeights,
  config: TextConfig,
  tokens: readonly number[],
): Promise<Float32Array> {
  const { width, layers, heads, kvHeads, headWidth, epsilon, ropeBase } = config;
  const norm = async (name: string, x: Float32Array): Promise<Float32Array> =>
    rmsNorm(x, await weights.values(`${name}.weight`), epsilon);
  const x = await weights.rows('embed_tokens.weight', tokens);
  for (let layer = 0; layer < layers; layer++) {
    const at = `layers.${layer}`;
    const input = await norm(`${at}.input_layernorm`, x);
    const queries = await weights.linear(`${at}.self_attn.q_proj`, input);
    const keys = await weights.linear(`${at}.self_attn.k_proj`, input);
    const values = await weights.linear(`${at}.self_attn.v_proj`, input);
    rotate(queries, heads, headWidth, ropeBase);
    rotate(keys, kvHeads, headWidth, ropeBase);
    const attended = attend(queries, keys, values, { heads, kvHeads, headWidth, isCausal: true });
    add(x, await weights.linear(`${at}.self_attn.o_proj`, attended));
    const before = await norm(`${at}.post_attention_layernorm`, x);
    const gate = await weights.linear(`${at}.mlp.gate_proj`, before);
    gateWithSilu(gate, await weights.linear(`${at}.mlp.up_proj`, before));
    add(x, await weights.linear(`${at}.mlp.down_proj`, gate));
  }
  return weights.linear('lm_head', await norm('norm', x.subarray(-width)));
}

/** Rotary positions: entry i of a head's first half turns with entry i of its second. */
function rotate(rows: Float32Array, heads: number, headWidth: number, base: number): void {
  const half = headWidth / 2;
  const positions = rows.length / (heads * headWidth);
  for (let position = 0; position < positions; position++)
    for (let i = 0; i < half; i++) {
      const angle = position * base ** (-i / half);
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      for (let head = 0; head < heads; head++) {
        const at = (position * heads + head) * headWidth + i;
        const [a, b] = [rows[at]!, rows[at + half]!];
        rows[at] = a * cos - b * sin;
        rows[at + half] = b * cos + a * sin;
      }
    }
}
