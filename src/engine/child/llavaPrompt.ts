/**
 * The prompts that LLaVA's models were trained with (`llava/conversation.py`):
 *
 * - `mistral_instruct` of microsoft/LLaVA-Med (v1.5; Llama-2 style without a system prompt): BOS `[INST] <image>\nQ [/INST]` A
 *   `</s>[INST] Q2 [/INST]`
 * - `vicuna_v1` of haotian-liu/LLaVA (LLaVA 1.5): BOS, its system prompt, `USER: <image>\nQ ASSISTANT:` A `</s>USER: Q2 ASSISTANT:`
 * - `simple` of microsoft/LLaVA-Med (v1.0): BOS, its system prompt and a first exchange, `Human: <im_start><image><im_end>\nQ###Assistant:`
 *   A `###Human: Q2###Assistant:`, in which `###` is text
 *
 * Images stand before the text of their turn. Images that have names stand behind them: `Image 1: <image>\nImage 2:
 * <image>\nQ`; the training data has one image a conversation and no names, so an image without one stands alone.
 *
 * A system prompt of one's own takes the place of the template's; all else stays. `mistral_instruct` has no place for one: it
 * stands in the first `[INST]`, before images and question, followed by a blank line, as the chat template of
 * mistralai/Mistral-7B-Instruct-v0.2 has it: BOS `[INST] S\n\n<image>\nQ [/INST]`.
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

/** What stands around the turns of a conversation. Blank is as missing. */
export interface PromptFrame {
  /** In place of the template's own system prompt. */
  readonly system?: string | undefined;
  /** The beginning of the answer to the last turn, with which the prompt ends (see `continuedAnswer`). */
  readonly continues?: string | undefined;
}

interface Wording {
  /** The template's own system prompt. */
  readonly system: string;
  /** Behind a system prompt. */
  readonly opening: string;
  /** Around a question. */
  readonly start: string;
  readonly end: string;
}

const wordings: Readonly<Record<Exclude<PromptTemplate, 'gguf'>, Wording>> = {
  mistral_instruct: { system: '', opening: '\n\n', start: '[INST] ', end: ' [/INST]' },
  vicuna_v1: {
    system:
      "A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the user's questions.",
    opening: ' ',
    start: 'USER: ',
    end: ' ASSISTANT:',
  },
  simple: {
    system:
      "A chat between a curious human and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the human's questions.",
    opening: '###Human: Hi!###Assistant: Hi there!  How can I help you today?\n###',
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
 * The pieces of a conversation, up to where the model's answer begins, or is gone on with. Neighbouring texts are one
 * piece: each is tokenised by itself.
 */
export function llavaPrompt(
  messages: readonly ChatMessage[],
  template: Exclude<PromptTemplate, 'gguf'>,
  frame: PromptFrame = {},
): PromptPiece[] {
  const begun = frame.continues?.trim() === '' ? undefined : frame.continues;
  return template === 'simple'
    ? separated(messages, frame.system, begun)
    : inTurns(messages, template, frame.system, begun);
}

/** What stands before the first question, and around each. */
function worded(
  template: Exclude<PromptTemplate, 'gguf'>,
  wished: string | undefined,
): { readonly first: string; readonly start: string; readonly end: string } {
  const { system, opening, start, end } = wordings[template];
  const said = wished?.trim() || system;
  const beginning = said === '' ? '' : said + opening;
  return { first: template === 'mistral_instruct' ? start + beginning : beginning + start, start, end };
}

/** Answers end with EOS. */
function inTurns(
  messages: readonly ChatMessage[],
  template: 'mistral_instruct' | 'vicuna_v1',
  system: string | undefined,
  begun: string | undefined,
): PromptPiece[] {
  const { first, start, end } = worded(template, system);
  const pieces: PromptPiece[] = [{ kind: 'bos' }];
  messages.forEach((message, turn) => {
    if (message.role === 'assistant') {
      pieces.push({ kind: 'text', text: message.text.trim() }, { kind: 'eos' });
      return;
    }
    let text = turn === 0 ? first : start;
    message.images.forEach((sha256, index) => {
      const label = imageLabel(message.imageNames?.[index]);
      pieces.push({ kind: 'text', text: text + label }, { kind: 'image', sha256 });
      text = '\n';
    });
    pieces.push({ kind: 'text', text: `${text}${message.text.trim()}${end}` });
  });
  // By itself, as answers before are: so it becomes the tokens that it was written as.
  if (begun !== undefined) pieces.push({ kind: 'text', text: begun });
  return pieces;
}

/**
 * Questions and answers are one text, but for images. White space beside an image is left out: the tokeniser of the training
 * (transformers' LlamaTokenizer, commit cae78c46) drops it beside tokens that were added.
 */
function separated(
  messages: readonly ChatMessage[],
  system: string | undefined,
  begun: string | undefined,
): PromptPiece[] {
  const { first, start, end } = worded('simple', system);
  const pieces: PromptPiece[] = [{ kind: 'bos' }];
  let text = '';
  messages.forEach((message, turn) => {
    if (message.role === 'assistant') {
      text += ` ${message.text.trim()}${separator}`;
      return;
    }
    text += turn === 0 ? first : start;
    message.images.forEach((sha256, index) => {
      text = (text + imageLabel(message.imageNames?.[index])).trimEnd();
      if (text !== '') pieces.push({ kind: 'text', text });
      pieces.push({ kind: 'imageStart' }, { kind: 'image', sha256 }, { kind: 'imageEnd' });
      text = '';
    });
    text += `${message.text.trim()}${end}`;
  });
  if (begun !== undefined) text += ` ${begun}`;
  if (text !== '') pieces.push({ kind: 'text', text });
  return pieces;
}
