/**
 * LLaVA-Med v1.5's prompt: conversation template `mistral_instruct` of microsoft/LLaVA-Med (`llava/conversation.py`,
 * Llama-2 style without a system prompt): BOS `[INST] <image>\nQ [/INST]` A `</s>[INST] Q2 [/INST]`. Images stand
 * before the text of their turn. Images that have numbers are named by them: `Image 1: <image>\nImage 2: <image>\nQ`; the
 * training data has one image a conversation and no names, so an image without a number stands alone.
 *
 * The prompt is given as pieces, because only the template may emit special tokens: `text` is always tokenised as plain
 * text.
 */
import { imageLabel } from '../../protocol/engine.ts';
import type { ChatMessage } from '../../protocol/engine.ts';

export type PromptPiece =
  | { readonly kind: 'bos' }
  | { readonly kind: 'eos' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image'; readonly sha256: string };

/**
 * The pieces of a conversation, up to where the model's answer begins. Neighbouring texts are one piece: each is
 * tokenised by itself.
 */
export function mistralInstruct(messages: readonly ChatMessage[]): PromptPiece[] {
  const pieces: PromptPiece[] = [{ kind: 'bos' }];
  for (const message of messages) {
    if (message.role === 'assistant') {
      pieces.push({ kind: 'text', text: message.text.trim() }, { kind: 'eos' });
      continue;
    }
    let text = '[INST] ';
    message.images.forEach((sha256, index) => {
      const label = imageLabel(message.imageNumbers?.[index]);
      pieces.push({ kind: 'text', text: text + label }, { kind: 'image', sha256 });
      text = '\n';
    });
    pieces.push({ kind: 'text', text: `${text}${message.text.trim()} [/INST]` });
  }
  return pieces;
}
