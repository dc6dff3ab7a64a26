import type { AnswerRun } from './answerRun.ts';
import type { PlannedRequest } from './planRequest.ts';
import type { Prefix } from './promptPlan.ts';

/** For `readPrompt`: keeps the state up to the last image of the prompt. The sequence must hold the prefix, and no more. */
export function keepPrefix(
  { loaded: { sequence }, prefixes: cache }: AnswerRun,
  { prefixes }: PlannedRequest,
): (prefix: Prefix) => Promise<void> {
  return async (prefix) => {
    if (prefix === prefixes[0] && !cache.has(prefix)) cache.add(prefix, await sequence.save());
  };
}
