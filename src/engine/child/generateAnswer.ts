/** Tokens out: until the model ends, the limit is reached, the context is full, or Stop. */
import type { Answer, AnswerRequest } from '../../protocol/engine.ts';
import type { AnswerRun } from './answerRun.ts';
import { AnswerText } from './answerText.ts';
import { KvSequence } from './kvSequence.ts';
import type { Sampler } from './nativeAddon.ts';
import type { PlannedRequest } from './planRequest.ts';
import { PromptLookup } from './promptLookup.ts';

export interface Generated {
  readonly text: string;
  readonly tokens: number;
  readonly stopReason: Answer['stopReason'];
  readonly firstToken: number;
  readonly lastToken: number;
}

/** How the answer to a planned request is written. */
type Wanted = Pick<AnswerRequest, 'sampling' | 'rewrites'> & Pick<PlannedRequest, 'before'>;

/**
 * `prompt`: the prompt's last tokens, which are not in the sequence yet. Times are of `performance.now()`; NaN when no
 * token came.
 */
export async function generateAnswer(run: AnswerRun, prompt: readonly number[], wanted: Wanted): Promise<Generated> {
  const { loaded } = run;
  const sampler = loaded.createSampler(wanted.sampling);
  try {
    return await generate(run, prompt, wanted, sampler);
  } finally {
    sampler.dispose();
  }
}

async function generate(
  { loaded, emit, signal }: AnswerRun,
  prompt: readonly number[],
  { sampling, rewrites, before }: Wanted,
  sampler: Sampler,
): Promise<Generated> {
  const { sequence, context } = loaded;
  const answer = new AnswerText(loaded, sampling, sequence.held.length + prompt.length, before);
  const lookup = rewrites === true ? new PromptLookup() : undefined;
  const next = (tokens: readonly number[]): Promise<readonly Int32Array[] | null> => {
    const drafts = lookup?.draft([...sequence.held, ...tokens], Math.max(0, answer.room - 1));
    return KvSequence.grow(context, [{ sequence, tokens, wanted: { sampler, drafts } }]);
  };
  let firstToken = Number.NaN;
  let lastToken = Number.NaN;
  let pending = next(prompt);
  for (;;) {
    const found = (await pending)?.[0];
    if (found === undefined || signal.aborted) break;
    lastToken = performance.now();
    if (answer.tokens === 0) firstToken = lastToken;
    const accepted = answer.take(found);
    const last = accepted.at(-1);
    const goesOn = answer.stopReason === undefined && last !== undefined;
    // The model computes while the text is made and told.
    if (goesOn) pending = next([last]);
    const piece = answer.textOf(accepted);
    if (piece !== '') emit({ kind: 'token', text: piece });
    if (!goesOn) break;
  }
  return {
    text: answer.text,
    tokens: answer.tokens,
    stopReason: signal.aborted ? 'stopped' : (answer.stopReason ?? 'end'),
    firstToken,
    lastToken,
  };
}
