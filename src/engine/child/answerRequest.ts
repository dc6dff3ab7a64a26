/** Answers one request: images to features, prompt into the KV cache as far as it is not there yet, tokens out. */
import type { Answer, AnswerRequest, ImageReceipt } from '../../protocol/engine.ts';
import type { AnswerRun } from './answerRun.ts';
import { generateAnswer } from './generateAnswer.ts';
import { keepPrefix } from './keepPrefix.ts';
import { planRequest } from './planRequest.ts';
import { segmentsFrom } from './promptPlan.ts';
import type { PromptPlan } from './promptPlan.ts';
import { readPrompt } from './readPrompt.ts';
import { reusePrompt } from './reusePrompt.ts';

export async function answerRequest(run: AnswerRun, request: AnswerRequest): Promise<Answer> {
  const started = performance.now();
  const { loaded, encoder, prefixes } = run;
  const receipts: ImageReceipt[] = [];
  const telling: AnswerRun = {
    ...run,
    emit: (event) => {
      if (event.kind === 'image') receipts.push(event.receipt);
      run.emit(event);
    },
  };
  const planned = await planRequest(loaded, encoder, request);
  const { plan } = planned;
  const reused = await reusePrompt(loaded.sequence, planned, prefixes);
  const lastTokens = await readPrompt(telling, planned, keepPrefix(run, planned));
  const counts = {
    promptTokens: plan.textTokens + plan.imageTokens,
    reusedTokens: reusedTokens(plan, reused),
    images: receipts,
  };
  if (lastTokens === null) return { ...counts, ...stopped };
  const generated = await generateAnswer(telling, lastTokens, request.sampling, request.rewrites === true);
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

/** Positions as tokens: they differ where an image has more tokens than positions. */
function reusedTokens(plan: PromptPlan, reusedPositions: number): number {
  const rest = segmentsFrom(plan, reusedPositions).reduce(
    (sum, segment) => sum + (segment.kind === 'tokens' ? segment.tokens.length : segment.tokens),
    0,
  );
  return plan.textTokens + plan.imageTokens - rest;
}
