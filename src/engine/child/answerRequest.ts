/** Answers one request: the prompt is read, then tokens come out. */
import type { Answer, AnswerRequest } from '../../protocol/engine.ts';
import type { AnswerRun } from './answerRun.ts';
import { generateAnswer } from './generateAnswer.ts';
import { readRequest } from './readRequest.ts';

export async function answerRequest(run: AnswerRun, request: AnswerRequest): Promise<Answer> {
  const started = performance.now();
  const { planned, lastTokens, counts } = await readRequest(run, request);
  if (lastTokens === null) return { ...counts, ...stopped };
  const { sampling, rewrites } = request;
  const generated = await generateAnswer(run, lastTokens, { sampling, rewrites, before: planned.before });
  const { firstToken, lastToken, tokens, text, stopReason } = generated;
  return {
    ...counts,
    ...{ text, stopReason, answerTokens: tokens },
    firstTokenMs: firstToken - started,
    tokensPerSecond: tokens > 1 ? ((tokens - 1) * 1000) / (lastToken - firstToken) : 0,
  };
}

/** Before the first token. */
const stopped = {
  text: '',
  stopReason: 'stopped',
  answerTokens: 0,
  firstTokenMs: Number.NaN,
  tokensPerSecond: 0,
} as const;
