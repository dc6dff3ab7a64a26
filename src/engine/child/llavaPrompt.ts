/**
 * The prompts that LLaVA's models were trained with (`llava/conversation.py`):
 *
 * - `mistral_instruct` of microsoft/LLaVA-Med (v1.5; Llama-2 style without a system prompt): BOS `[INST] <image>\nQ [/INST]` A
 *   `</s>[INST] Q2 [/INST]`
 * - `vicuna_v1` of haotian-liu/LLaVA (LLaVA 1.5): BOS, its system prompt, `USER: <image>\nQ ASSISTANT:` A `</s>USER: Q2 ASSISTANT:`
 * - `simple` of microsoft/LLaVA-Med (v1.0): BOS, its system prompt and a first exchange, `Human: <im_start><image><im_end>\nQ###Assistant:`
 *   A `###Human: Q2###Assistant:`, in which `###` is text
 *
 * Images stand before the text of their turn. Images that have numbers are named by them: `Image 1: <image>\nImage 2:
 * <image>\nQ`; the training data has one image a conversation and no names, so an image without a number stands alone.
 *
 * The prompt is given as pieces, because only the template may emit special tokens: `text` is always tokenised as plain
 * text.
 */
import { imageLabel } from '../../protocol/engine.ts';
import type { ChatMessage, PromptTemplate } from '../../protocol/engine.ts';

export type PromptPiece =
  | { readonly kind: 'bos' }
  | { readonly kind: 'eos' }
  /** `<im_start>` and `<im_end>`, where the vocabulary has them. */
  | { readonly kind: 'imageStart' }
  | { readonly kind: 'imageEnd' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image'; readonly sha256: string };

interface Wording {
  /** Before the first turn. */
  readonly opening: string;
  /** Around a question. */
  readonly start: string;
  readonly end: string;
}

const wordings: Readonly<Record<Exclude<PromptTemplate, 'gguf'>, Wording>> = {
  mistral_instruct: { opening: '', start: '[INST] ', end: ' [/INST]' },
  vicuna_v1: {
    opening:
      "A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the user's questions. ",
    start: 'USER: ',
    end: ' ASSISTANT:',
  },
  simple: {
    opening:
      "A chat between a curious human and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the human's questions.###Human: Hi!###Assistant: Hi there!  How can I help you today?\n###",
    start: 'Human: ',
    end: '###Assistant:',
  },
};

const separator = '###';

/** Text that ends an answer, beside the model's own end. */
export function stopTextOf(template: PromptTemplate): string | undefined {
  return template === 'simple' ? separator : undefined;
}

/**
 * The pieces of a conversation, up to where the model's answer begins. Neighbouring texts are one piece: each is
 * tokenised by itself.
 */
export function llavaPrompt(
  messages: readonly ChatMessage[],
  template: Exclude<PromptTemplate, 'gguf'>,
): PromptPiece[] {
  const wording = wordings[template];
  return template === 'simple' ? separated(messages, wording) : inTurns(messages, wording);
}

/** Answers end with EOS. */
function inTurns(messages: readonly ChatMessage[], { opening, start, end }: Wording): PromptPiece[] {
  const pieces: PromptPiece[] = [{ kind: 'bos' }];
  messages.forEach((message, turn) => {
    if (message.role === 'assistant') {
      pieces.push({ kind: 'text', text: message.text.trim() }, { kind: 'eos' });
      return;
    }
    let text = turn === 0 ? opening + start : start;
    message.images.forEach((sha256, index) => {
      const label = imageLabel(message.imageNumbers?.[index]);
      pieces.push({ kind: 'text', text: text + label }, { kind: 'image', sha256 });
      text = '\n';
    });
    pieces.push({ kind: 'text', text: `${text}${message.text.trim()}${end}` });
  });
  return pieces;
}

/**
 * Questions and answers are one text, but for images. White space beside an image is left out: the tokeniser of the training
 * (transformers' LlamaTokenizer, commit cae78c46) drops it beside tokens that were added.
 */
function separated(messages: readonly ChatMessage[], { opening, start, end }: Wording): PromptPiece[] {
  const pieces: PromptPiece[] = [{ kind: 'bos' }];
  let text = opening;
  for (const message of messages) {
    if (message.role === 'assistant') {
      text += ` ${message.text.trim()}${separator}`;
      continue;
    }
    text += start;
    message.images.forEach((sha256, index) => {
      text = (text + imageLabel(message.imageNumbers?.[index])).trimEnd();
      if (text !== '') pieces.push({ kind: 'text', text });
      pieces.push({ kind: 'imageStart' }, { kind: 'image', sha256 }, { kind: 'imageEnd' });
      text = '';
    });
    text += `${message.text.trim()}${end}`;
  }
  if (text !== '') pieces.push({ kind: 'text', text });
  return pieces;
}
