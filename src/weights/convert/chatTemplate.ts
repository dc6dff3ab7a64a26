/** The Jinja text of the prompt that a checkpoint was trained with, for programs that go by the file's own. */
import type { CheckpointTemplate } from '../checkpoint/llavaConfig.ts';

/** LLaVA-Med v1.5: conversation template `mistral_instruct`, without a system prompt. */
const mistralInstruct =
  "{{ bos_token }}{% for message in messages %}{% if message['role'] == 'user' %}{{ '[INST] ' + message['content'] + ' [/INST]' }}{% elif message['role'] == 'assistant' %}{{ ' ' + message['content'] + ' ' + eos_token }}{% endif %}{% endfor %}";

/** LLaVA 1.5: conversation template `vicuna_v1`, with the system prompt that it was trained with. */
const vicunaV1 =
  "{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ messages[0]['content'] + ' ' }}{% else %}{{ \"A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the user's questions. \" }}{% endif %}{% for message in messages %}{% if message['role'] == 'user' %}{{ 'USER: ' + message['content'] + ' ' }}{% elif message['role'] == 'assistant' %}{{ 'ASSISTANT: ' + message['content'] + eos_token }}{% endif %}{% endfor %}{% if add_generation_prompt %}{{ 'ASSISTANT:' }}{% endif %}";

/**
 * LLaVA-Med v1.0: conversation template `simple`, with its system prompt and first exchange. "###" is text: a program that goes
 * by this has to be told to stop there.
 */
const simple =
  "{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ messages[0]['content'] }}{% else %}{{ \"A chat between a curious human and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the human's questions.\" }}{% endif %}{{ '###Human: Hi!###Assistant: Hi there!  How can I help you today?\\n###' }}{% for message in messages %}{% if message['role'] == 'user' %}{{ 'Human: ' + message['content'] + '###' }}{% elif message['role'] == 'assistant' %}{{ 'Assistant: ' + message['content'] + '###' }}{% endif %}{% endfor %}{% if add_generation_prompt %}{{ 'Assistant:' }}{% endif %}";

export const chatTemplates: Readonly<Record<CheckpointTemplate, string>> = {
  mistral_instruct: mistralInstruct,
  vicuna_v1: vicunaV1,
  simple,
};
