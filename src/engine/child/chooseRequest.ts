/** How likely the answer to a prompt begins with each of a few choices: see `Engine.choose`. */
import type { ChoiceAnswer, ChoiceRequest } from '../../protocol/engine.ts';
import { engineErrors } from '../engineErrors.ts';
import type { AnswerRun } from './answerRun.ts';
import { choiceTokens } from './choiceTokens.ts';
import { KvSequence } from './kvSequence.ts';
import { readRequest } from './readRequest.ts';

/**
 * Null when stopped. The sequence holds the prompt then, and nothing else. Rejects with `internal` where two choices begin
 * with the same token, before anything is read.
 */
export async function chooseRequest(run: AnswerRun, request: ChoiceRequest): Promise<ChoiceAnswer | null> {
  const { loaded } = run;
  const choices = choiceTokens(loaded.model, request.choices);
  const { lastTokens, counts } = await readRequest(run, request);
  if (lastTokens === null) return null;
  const logits = await logitsAfter(run, lastTokens);
  if (logits === null) return null;
  const probabilityOf = softmax(logits);
  const probabilities = choices.map((tokens) => [...tokens].reduce((sum, token) => sum + probabilityOf(token), 0));
  return { ...counts, probabilities };
}

/** What the model would say after `tokens`, which it reads at the end of the sequence; null when stopped. */
async function logitsAfter({ loaded }: AnswerRun, tokens: readonly number[]): Promise<Float32Array | null> {
  const { context, sequence } = loaded;
  if (tokens.length === 0) throw engineErrors.internal('a prompt that ends with an image has no next token');
  // Its choice is not used: it makes llama.cpp compute the logits.
  const sampler = loaded.createSampler({ temperature: 0, topP: 1, maxTokens: 1, seed: 0 });
  try {
    const found = await KvSequence.grow(context, [{ sequence, tokens, wanted: { sampler } }]);
    return found && context.logits(tokens.length - 1);
  } finally {
    sampler.dispose();
  }
}

/** At temperature 1, over the whole vocabulary. */
function softmax(logits: Float32Array): (token: number) => number {
  const highest = logits.reduce((most, logit) => Math.max(most, logit), -Infinity);
  const sum = logits.reduce((all, logit) => all + Math.exp(logit - highest), 0);
  return (token) => Math.exp((logits[token] ?? -Infinity) - highest) / sum;
}
