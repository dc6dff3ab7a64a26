/** The metadata of the language model's GGUF file (architecture "llama"). */
import type { LlavaConfig } from '../checkpoint/llavaConfig.ts';
import type { Vocabulary } from '../checkpoint/vocabulary.ts';
import type { FloatType } from '../gguf/floatType.ts';
import type { GgufField } from '../gguf/ggufWriter.ts';
import { chatTemplates } from './chatTemplate.ts';

/** llama.cpp's `llama_ftype`. */
const fileTypes: Readonly<Record<FloatType, number>> = { f32: 0, f16: 1, bf16: 32 };

export function textFields(
  { text, template, trainedLength }: LlavaConfig,
  vocabulary: Vocabulary,
  matrixType: FloatType,
): Record<string, GgufField> {
  const uint32 = (value: number): GgufField => ({ type: 'uint32', value });
  const float32 = (value: number): GgufField => ({ type: 'float32', value });
  const string = (value: string): GgufField => ({ type: 'string', value });
  return {
    'general.architecture': string('llama'),
    'general.type': string('model'),
    'general.file_type': uint32(fileTypes[matrixType]),
    'llama.vocab_size': uint32(text.vocabulary),
    'llama.context_length': uint32(text.contextLength),
    'llama.embedding_length': uint32(text.width),
    'llama.block_count': uint32(text.layers),
    'llama.feed_forward_length': uint32(text.feedForward),
    'llama.attention.head_count': uint32(text.heads),
    'llama.attention.head_count_kv': uint32(text.kvHeads),
    'llama.attention.key_length': uint32(text.headWidth),
    'llama.attention.value_length': uint32(text.headWidth),
    'llama.attention.layer_norm_rms_epsilon': float32(text.epsilon),
    'llama.rope.dimension_count': uint32(text.headWidth),
    'llama.rope.freq_base': float32(text.ropeBase),
    'tokenizer.ggml.model': string('llama'),
    'tokenizer.ggml.pre': string('default'),
    'tokenizer.ggml.tokens': { type: 'strings', value: vocabulary.tokens },
    'tokenizer.ggml.scores': { type: 'float32s', value: vocabulary.scores },
    'tokenizer.ggml.token_type': { type: 'int32s', value: vocabulary.types },
    'tokenizer.ggml.bos_token_id': uint32(vocabulary.bosId),
    'tokenizer.ggml.eos_token_id': uint32(vocabulary.eosId),
    'tokenizer.ggml.unknown_token_id': uint32(vocabulary.unknownId),
    ...(vocabulary.padId === undefined ? {} : { 'tokenizer.ggml.padding_token_id': uint32(vocabulary.padId) }),
    'tokenizer.ggml.add_bos_token': { type: 'bool', value: true },
    'tokenizer.ggml.add_eos_token': { type: 'bool', value: false },
    'tokenizer.ggml.add_space_prefix': { type: 'bool', value: vocabulary.addsSpace },
    'tokenizer.chat_template': string(chatTemplates[template]),
    'llava_med.template': string(template),
    ...(trainedLength === undefined ? {} : { 'llava_med.trained_length': uint32(trainedLength) }),
  };
}
