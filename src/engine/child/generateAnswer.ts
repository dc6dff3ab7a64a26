/** Tokens out: sampling by node-llama-cpp, until the model ends, the limit is reached, or Stop. */
import type { Token } from 'node-llama-cpp';
import type { Answer, Sampling } from '../../protocol/engine.ts';
import type { AnswerRun } from './answerRun.ts';
import { TokenStream } from './tokenStream.ts';

/** LLaVA-Med's reference samples with Transformers' default. */
const topK = 50;

export interface Generated {
  readonly text: string;
  readonly tokens: number;
  readonly stopReason: Answer['stopReason'];
  readonly firstToken: number;
  readonly lastToken: number;
}

/**
 * `prompt`: the prompt's last tokens, which are not in the sequence yet. Times are of `performance.now()`; NaN when no
 * token came.
 */
export async function generateAnswer(
  { loaded, emit, signal }: AnswerRun,
  prompt: Token[],
  { temperature, topP, seed, maxTokens }: Sampling,
): Promise<Generated> {
  const { sequence, model } = loaded;
  const stream = new TokenStream(model.detokenize.bind(model));
  let text = '';
  let tokens = 0;
  let firstToken = Number.NaN;
  let lastToken = Number.NaN;
  let stopReason: Answer['stopReason'] = 'end';
  try {
    for await (const token of sequence.evaluate(prompt, { temperature, topP, topK, seed })) {
      lastToken = performance.now();
      if (tokens++ === 0) firstToken = lastToken;
      const piece = stream.push(token);
      if (piece !== '') emit({ kind: 'token', text: piece });
      text += piece;
      if (signal.aborted) break;
      // The token is not in the cache yet: with no room for it node-llama-cpp would shift the context, which images do
      // not survive.
      if (tokens >= maxTokens || sequence.nextTokenIndex + 1 >= sequence.context.contextSize - 1) {
        stopReason = 'maxTokens';
        break;
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  if (signal.aborted) stopReason = 'stopped';
  return { text, tokens, stopReason, firstToken, lastToken };
}
