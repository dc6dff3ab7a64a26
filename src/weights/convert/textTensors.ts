/** The language model's tensors as llama.cpp's architecture "llama" names them, which Llama and Mistral share. */
import type { TextConfig } from '../checkpoint/llavaConfig.ts';
import type { FloatType } from '../gguf/floatType.ts';
import type { Wanted } from './plannedTensor.ts';

/** `matrixType`: of what is multiplied with; norms have 32 bits. */
export function textTensors(config: TextConfig, matrixType: FloatType): Wanted[] {
  const { width, layers, heads, kvHeads, headWidth, feedForward, vocabulary } = config;
  const matrix = (from: string, to: string, rows: number, columns: number, wovenRows?: number): Wanted => ({
    from,
    to: `${to}.weight`,
    shape: [rows, columns],
    type: matrixType,
    ...(wovenRows === undefined ? {} : { wovenRows }),
  });
  const norm = (from: string, to: string): Wanted => ({ from, to: `${to}.weight`, shape: [width], type: 'f32' });
  const layer = (index: number): Wanted[] => {
    const from = (name: string): string => `layers.${index}.${name}.weight`;
    const to = (name: string): string => `blk.${index}.${name}`;
    return [
      norm(from('input_layernorm'), to('attn_norm')),
      matrix(from('self_attn.q_proj'), to('attn_q'), heads * headWidth, width, headWidth),
      matrix(from('self_attn.k_proj'), to('attn_k'), kvHeads * headWidth, width, headWidth),
      matrix(from('self_attn.v_proj'), to('attn_v'), kvHeads * headWidth, width),
      matrix(from('self_attn.o_proj'), to('attn_output'), width, heads * headWidth),
      norm(from('post_attention_layernorm'), to('ffn_norm')),
      matrix(from('mlp.gate_proj'), to('ffn_gate'), feedForward, width),
      matrix(from('mlp.up_proj'), to('ffn_up'), feedForward, width),
      matrix(from('mlp.down_proj'), to('ffn_down'), width, feedForward),
    ];
  };
  return [
    matrix('embed_tokens.weight', 'token_embd', vocabulary, width),
    ...Array.from({ length: layers }, (_, index) => layer(index)).flat(),
    norm('norm.weight', 'output_norm'),
    matrix('lm_head.weight', 'output', vocabulary, width),
  ];
}
