/** Does ahead what does not depend on the question: see `Engine.prepare`. */
import type { ImageReceipt, PrepareRequest } from '../../protocol/engine.ts';
import type { AnswerRun } from './answerRun.ts';
import { keepPrefix } from './keepPrefix.ts';
import { planRequest } from './planRequest.ts';
import { untilLastImage } from './promptPlan.ts';
import { readPrompt, receiptOf } from './readPrompt.ts';
import { reusePrompt } from './reusePrompt.ts';

/** Null when stopped. */
export async function prepareImages(run: AnswerRun, request: PrepareRequest): Promise<readonly ImageReceipt[] | null> {
  const { loaded, encoder, prefixes } = run;
  const planned = await planRequest(loaded, encoder, request);
  const plan = untilLastImage(planned.plan);
  const receipts = planned.images.map((image) => receiptOf(run, image, true));
  const prefix = planned.prefixes[0];
  if (plan === undefined || prefix === undefined || prefixes.has(prefix)) return receipts;
  const partial = { ...planned, plan };
  await reusePrompt(loaded.sequence, partial, prefixes);
  return (await readPrompt(run, partial, keepPrefix(run, partial))) === null ? null : receipts;
}
