/** Brings a request's prompt into the sequence: images to features, and text, as far as it is not there yet. */
import type { Answer, AnswerRequest, ImageReceipt, Prompt } from '../../protocol/engine.ts';
import type { AnswerRun } from './answerRun.ts';
import { keepPrefix } from './keepPrefix.ts';
import { planRequest } from './planRequest.ts';
import type { PlannedRequest } from './planRequest.ts';
import { segmentsFrom } from './promptPlan.ts';
import type { PromptPlan } from './promptPlan.ts';
import { readPrompt } from './readPrompt.ts';
import { reusePrompt } from './reusePrompt.ts';

export interface ReadRequest {
  readonly planned: PlannedRequest;
  /** The prompt's last tokens, which are not in the sequence yet; null when stopped. */
  readonly lastTokens: readonly number[] | null;
  readonly counts: Pick<Answer, 'promptTokens' | 'reusedTokens' | 'images'>;
}

export async function readRequest(
  run: AnswerRun,
  request: Prompt & Pick<AnswerRequest, 'continues'>,
): Promise<ReadRequest> {
  const { loaded, encoder, prefixes } = run;
  const images: ImageReceipt[] = [];
  const telling: AnswerRun = {
    ...run,
    emit: (event) => {
      if (event.kind === 'image') images.push(event.receipt);
      run.emit(event);
    },
  };
  const planned = await planRequest(loaded, encoder, request);
  const { plan } = planned;
  const reused = await reusePrompt(loaded.sequence, planned, prefixes);
  const lastTokens = await readPrompt(telling, planned, keepPrefix(run, planned));
  const promptTokens = plan.textTokens + plan.imageTokens;
  return { planned, lastTokens, counts: { promptTokens, reusedTokens: reusedTokens(plan, reused), images } };
}

/** Positions as tokens: they differ where an image has more tokens than positions. */
function reusedTokens(plan: PromptPlan, reusedPositions: number): number {
  const rest = segmentsFrom(plan, reusedPositions).reduce(
    (sum, segment) => sum + (segment.kind === 'tokens' ? segment.tokens.length : segment.tokens),
    0,
  );
  return plan.textTokens + plan.imageTokens - rest;
}
