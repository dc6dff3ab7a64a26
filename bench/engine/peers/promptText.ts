import { llavaPrompt } from '../../../src/engine/child/llavaPrompt.ts';
import { answerRequest } from './answerRequest.ts';
import type { BenchTurn } from './peer.ts';

/** LLaVA-Med's template as one text, without BOS, which the others add by themselves. `marker` stands for an image. */
export function promptText(turns: readonly BenchTurn[], marker: string): string {
  const { messages } = answerRequest(turns, 1);
  let text = '';
  for (const piece of llavaPrompt(messages, 'mistral_instruct')) {
    if (piece.kind === 'image') text += marker;
    else if (piece.kind === 'eos') text += '</s>';
    // An answer is tokenized by itself in the engine, which sets a space before it.
    else if (piece.kind === 'text') text += text.endsWith('[/INST]') ? ` ${piece.text}` : piece.text;
  }
  return text;
}
