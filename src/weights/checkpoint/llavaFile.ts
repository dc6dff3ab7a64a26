/** The entries of a LLaVA checkpoint's `config.json` that are read, in both layouts. */
import * as v from 'valibot';
import { TowerFile } from './towerConfig.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(1));
/** What is left out, or null, is undefined. */
const Optional = <Schema extends v.BaseSchema<unknown, unknown, v.BaseIssue<unknown>>>(
  schema: Schema,
): v.NullishSchema<Schema, () => undefined> => v.nullish(schema, () => undefined);

export const TextSchema = v.object({
  model_type: Optional(v.string()),
  hidden_size: Optional(Count),
  intermediate_size: Optional(Count),
  num_hidden_layers: Optional(Count),
  num_attention_heads: Optional(Count),
  num_key_value_heads: Optional(Count),
  head_dim: Optional(Count),
  vocab_size: Optional(Count),
  max_position_embeddings: Optional(Count),
  rms_norm_eps: Optional(v.number()),
  rope_theta: Optional(v.number()),
  rope_scaling: Optional(v.unknown()),
  rope_parameters: Optional(v.object({ rope_theta: Optional(v.number()), rope_type: Optional(v.string()) })),
  hidden_act: Optional(v.string()),
  tie_word_embeddings: Optional(v.boolean()),
  bos_token_id: Optional(v.number()),
  eos_token_id: Optional(v.number()),
  pad_token_id: Optional(v.number()),
});
export type TextFile = v.InferOutput<typeof TextSchema>;

export const LlavaSchema = v.object({
  ...TextSchema.entries,
  architectures: v.pipe(v.array(v.string()), v.minLength(1)),
  text_config: Optional(TextSchema),
  vision_config: Optional(TowerFile),
  mm_vision_tower: Optional(v.string()),
  mm_vision_select_layer: Optional(v.number()),
  mm_vision_select_feature: Optional(v.string()),
  mm_projector_type: Optional(v.string()),
  mm_use_im_start_end: Optional(v.boolean()),
  image_aspect_ratio: Optional(v.string()),
  quantization_config: Optional(v.unknown()),
  tokenizer_model_max_length: Optional(Count),
  vision_feature_layer: Optional(v.union([v.number(), v.array(v.number())])),
  vision_feature_select_strategy: Optional(v.string()),
  projector_hidden_act: Optional(v.string()),
});
export type LlavaFile = v.InferOutput<typeof LlavaSchema>;
