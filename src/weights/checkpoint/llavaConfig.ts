/**
 * `config.json` of a LLaVA checkpoint in both layouts, as one: the official one (`LlavaMistralForCausalLM`,
 * `LlavaLlamaForCausalLM`; everything of the language model at the top) and Hugging Face's
 * (`LlavaForConditionalGeneration`; parts in `text_config` and `vision_config`, where what equals the default is left
 * out).
 */
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import type { PromptTemplate } from '../../protocol/engine.ts';
import { checkpointErrors } from './checkpointErrors.ts';
import { LlavaSchema, TextSchema, type LlavaFile, type TextFile } from './llavaFile.ts';
import { towerConfigOf, towerNamed, type TowerConfig } from './towerConfig.ts';

export type CheckpointLayout = 'official' | 'huggingFace';
export type CheckpointTemplate = Exclude<PromptTemplate, 'gguf'>;

export interface TextConfig {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headWidth: number;
  readonly feedForward: number;
  readonly vocabulary: number;
  readonly contextLength: number;
  readonly ropeBase: number;
  readonly epsilon: number;
}

export interface LlavaConfig {
  readonly layout: CheckpointLayout;
  readonly text: TextConfig;
  /** Undefined where neither the file nor the tower's name says how it is built. */
  readonly tower: TowerConfig | undefined;
  /** The published tower that its own program loads. */
  readonly towerName: string;
  /** Two have a GELU between them (LLaVA 1.5, LLaVA-Med v1.5); one stands alone (LLaVA-Med v1.0). */
  readonly projectorLayers: 1 | 2;
  /** Hidden state of the tower that is projected, from 0 (before the first layer); negative from the end. */
  readonly featureLayer: number;
  readonly template: CheckpointTemplate;
  /** Tokens, image included, of the longest example that it was trained on, where the file says so. */
  readonly trainedLength: number | undefined;
  /** Images stand between `<im_start>` and `<im_end>`. */
  readonly hasImageTokens: boolean;
  /** Undefined: as the tokenizer says. */
  readonly tokenIds: {
    readonly bos: number | undefined;
    readonly eos: number | undefined;
    readonly pad: number | undefined;
  };
}

const layouts: Readonly<Record<string, CheckpointLayout>> = {
  LlavaMistralForCausalLM: 'official',
  LlavaLlamaForCausalLM: 'official',
  LlavaForConditionalGeneration: 'huggingFace',
};

/**
 * What a configuration of transformers leaves out (LlamaConfig, MistralConfig): all of it is checked against the tensors
 * but the numbers of heads, the base of the rotation and the epsilon.
 */
const defaults = {
  llama: { feedForward: 11_008, kvHeads: 32, contextLength: 2048 },
  mistral: { feedForward: 14_336, kvHeads: 8, contextLength: 131_072 },
} as const;

/**
 * Rejects what is neither of LLaVA 1.5's design nor of LLaVA-Med v1.0's: `kindUnknown`, `configUnfit` or
 * `sourceUnreadable`.
 */
export function parseLlavaConfig(path: string, folder: string, json: unknown): LlavaConfig {
  const parsed = v.safeParse(LlavaSchema, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw checkpointErrors.unreadable(path, `${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
  }
  const file = parsed.output;
  const kind = file.architectures[0] ?? '';
  const layout = layouts[kind];
  if (layout === undefined) throw checkpointErrors.kindUnknown(folder, kind);
  const isFirst = isFirstDesign(kind, file);
  refuseOtherDesigns(path, file, isFirst);
  const text: TextFile = layout === 'official' ? file : (file.text_config ?? v.parse(TextSchema, {}));
  const family = kind === 'LlavaMistralForCausalLM' || text.model_type === 'mistral' ? 'mistral' : 'llama';
  if (layout === 'huggingFace' && !['llama', 'mistral'].includes(text.model_type ?? 'llama'))
    throw checkpointErrors.kindUnknown(folder, t`${kind} with ${String(text.model_type)}`);
  return {
    layout,
    text: textConfig(path, text, family),
    tower: towerOf(path, file),
    towerName: towerNamed(file.mm_vision_tower ?? '')?.name ?? towerNames[isFirst ? 'first' : 'later'],
    projectorLayers: isFirst ? 1 : 2,
    featureLayer: featureLayerOf(path, file, isFirst ? -1 : -2),
    template: isFirst ? 'simple' : family === 'mistral' ? 'mistral_instruct' : 'vicuna_v1',
    trainedLength: file.tokenizer_model_max_length,
    hasImageTokens: isFirst,
    // The first configurations of Llama name 0 and 1, which were another tokenizer's.
    tokenIds: isFirst
      ? { bos: undefined, eos: undefined, pad: file.pad_token_id }
      : {
          bos: file.bos_token_id ?? text.bos_token_id,
          eos: file.eos_token_id ?? text.eos_token_id,
          pad: file.pad_token_id ?? text.pad_token_id,
        },
  };
}

const towerNames = { first: 'openai/clip-vit-large-patch14', later: 'openai/clip-vit-large-patch14-336' } as const;

/** LLaVA-Med v1.0's and the first LLaVA's: a projector of one layer, and tokens of their own around images. */
function isFirstDesign(kind: string, file: LlavaFile): boolean {
  return (
    kind === 'LlavaLlamaForCausalLM' &&
    (file.mm_projector_type ?? 'linear') === 'linear' &&
    file.mm_use_im_start_end === true
  );
}

function refuseOtherDesigns(path: string, file: LlavaFile, isFirst: boolean): void {
  const refuse = (what: string): never => {
    throw checkpointErrors.unfit(path, what);
  };
  if (file.image_aspect_ratio?.startsWith('anyres') === true) refuse(t`that images are cut into tiles (LLaVA 1.6)`);
  if (file.quantization_config !== undefined)
    refuse(t`that its weights are quantised already: use the repository of 16-bit floats`);
  const projector = file.mm_projector_type ?? 'linear';
  if (/biomed_?clip/i.test(file.mm_vision_tower ?? ''))
    refuse(t`that the vision tower is BiomedCLIP, which is built otherwise than CLIP`);
  if (file.mm_projector_type !== undefined && projector !== 'mlp2x_gelu' && !isFirst)
    refuse(t`that the projector is "${projector}"`);
  if (file.projector_hidden_act !== undefined && file.projector_hidden_act !== 'gelu')
    refuse(t`that the projector's activation is "${file.projector_hidden_act}"`);
  if (file.mm_vision_select_feature !== undefined && file.mm_vision_select_feature !== 'patch')
    refuse(t`that "${file.mm_vision_select_feature}" features are selected`);
  if (file.vision_feature_select_strategy !== undefined && file.vision_feature_select_strategy !== 'default')
    refuse(t`that "${file.vision_feature_select_strategy}" features are selected`);
  if (file.mm_use_im_start_end === true && !isFirst)
    refuse(t`that images stand between tokens of their own (mm_use_im_start_end)`);
  if (file.tie_word_embeddings === true || file.text_config?.tie_word_embeddings === true)
    refuse(t`that input and output embeddings are one`);
}

function textConfig(path: string, text: TextFile, family: keyof typeof defaults): TextConfig {
  if (isScaled(text.rope_scaling)) throw checkpointErrors.unfit(path, t`that positions are scaled (rope_scaling)`);
  if (text.rope_parameters?.rope_type !== undefined && text.rope_parameters.rope_type !== 'default')
    throw checkpointErrors.unfit(path, t`that positions are "${text.rope_parameters.rope_type}"`);
  if (text.hidden_act !== undefined && text.hidden_act !== 'silu')
    throw checkpointErrors.unfit(path, t`that the language model's activation is "${text.hidden_act}"`);
  const standard = defaults[family];
  const width = text.hidden_size ?? 4096;
  const heads = text.num_attention_heads ?? 32;
  return {
    width,
    layers: text.num_hidden_layers ?? 32,
    heads,
    kvHeads: text.num_key_value_heads ?? (family === 'llama' ? heads : standard.kvHeads),
    headWidth: text.head_dim ?? width / heads,
    feedForward: text.intermediate_size ?? standard.feedForward,
    vocabulary: text.vocab_size ?? 32_000,
    contextLength: text.max_position_embeddings ?? standard.contextLength,
    ropeBase: text.rope_theta ?? text.rope_parameters?.rope_theta ?? 10_000,
    epsilon: text.rms_norm_eps ?? 1e-6,
  };
}

/** Newer versions of transformers say there that nothing is scaled. */
function isScaled(scaling: unknown): boolean {
  const Unscaled = v.object({ rope_type: v.literal('default') });
  return scaling !== undefined && !v.is(Unscaled, scaling);
}

function towerOf(path: string, file: LlavaFile): TowerConfig | undefined {
  const vision = file.vision_config;
  if (vision === undefined) return towerNamed(file.mm_vision_tower ?? '')?.config;
  if (vision.model_type !== undefined && vision.model_type !== 'clip_vision_model')
    throw checkpointErrors.unfit(path, t`that the vision tower is a "${vision.model_type}"`);
  return towerConfigOf(path, vision);
}

/** `otherwise`: what its program does where the file says nothing. */
function featureLayerOf(path: string, file: LlavaFile, otherwise: number): number {
  const layer = file.mm_vision_select_layer ?? file.vision_feature_layer ?? otherwise;
  if (typeof layer === 'number') return layer;
  const [only, ...more] = layer;
  if (only === undefined || more.length > 0)
    throw checkpointErrors.unfit(path, t`that several layers of the vision tower are put together`);
  return only;
}
