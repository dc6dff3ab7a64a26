/** Which part of a LLaVA a tensor belongs to, and its name within that part, whichever layout it comes from. */

export type CheckpointPart = 'text' | 'projector' | 'tower';

export interface PartTensor {
  readonly part: CheckpointPart;
  /**
   * Within `text` as in LlamaForCausalLM without `model.` (`layers.0.self_attn.q_proj.weight`, `lm_head.weight`), within
   * `projector` `0.weight` and `2.weight` (of one layer only the first), within `tower` as in CLIPVisionModel without `vision_model.`.
   */
  readonly name: string;
}

const projectorLayers: Readonly<Record<string, string>> = { linear_1: '0', linear_2: '2' };

/** The longest prefix first: `model.` is the language model only where nothing else says what it is. */
const prefixes: readonly (readonly [RegExp, CheckpointPart])[] = [
  [/^(?:model\.)?vision_tower\.(?:vision_tower\.)?(?:vision_model\.)?/, 'tower'],
  [/^vision_model\./, 'tower'],
  [/^model\.mm_projector\./, 'projector'],
  [/^(?:model\.)?multi_modal_projector\./, 'projector'],
  [/^language_model\.(?:model\.)?/, 'text'],
  [/^model\.language_model\./, 'text'],
  [/^model\./, 'text'],
  [/^(?=lm_head\.)/, 'text'],
];

/** Undefined for a name of none of the parts. */
export function partOf(name: string): PartTensor | undefined {
  const found = prefixes.find(([prefix]) => prefix.test(name));
  if (found === undefined) return undefined;
  const [prefix, part] = found;
  const rest = name.replace(prefix, '');
  if (part !== 'projector') return { part, name: rest };
  // LLaVA-Med v1.0's projector is one layer, without a number.
  if (rest === 'weight' || rest === 'bias') return { part, name: `0.${rest}` };
  return { part, name: rest.replace(/^linear_[12]/, (layer) => projectorLayers[layer] ?? layer) };
}

/** Tables that are computed, and CLIP's other half: nothing that a LLaVA is made of. */
export function isLeftOut(name: string): boolean {
  return /(?:^|\.)(?:rotary_emb\.inv_freq|position_ids|post_layernorm\.(?:weight|bias))$|^(?:text_model\.|visual_projection\.|text_projection\.|logit_scale$)/.test(
    name,
  );
}
