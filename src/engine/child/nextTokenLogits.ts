import { engineErrors } from '../engineErrors.ts';
import { KvSequence } from './kvSequence.ts';
import type { LoadedModel } from './loadedModel.ts';

/** What the model would say after `tokens` alone: one number for each token of the vocabulary. */
export async function nextTokenLogits(loaded: LoadedModel, tokens: readonly number[]): Promise<Float32Array> {
  const { context, sequence } = loaded;
  if (tokens.length === 0 || tokens.length > context.batchSize)
    throw engineErrors.internal(`${tokens.length} tokens are no batch`);
  sequence.cut(0);
  const sampler = loaded.createSampler({ temperature: 0, topP: 1, maxTokens: 1, seed: 0 });
  try {
    if ((await KvSequence.grow(context, [{ sequence, tokens, wanted: { sampler } }])) === null)
      throw new Error('stopped');
    return context.logits(tokens.length - 1);
  } finally {
    sampler.dispose();
    sequence.cut(0);
  }
}
