import type { ModelDescription } from '../protocol/engine.ts';

/** For a question of some length and the beginning of an answer, tokens. */
const FOR_TEXT = 256;

/**
 * How many images a model can be asked about at once; undefined where that depends on the images, or it sees none. A
 * long conversation leaves room for fewer.
 */
export function imagesThatFit({
  contextSize,
  projector,
}: Pick<ModelDescription, 'contextSize' | 'projector'>): number | undefined {
  if (projector === undefined || projector.tokensPerImage === 0) return undefined;
  return Math.max(Math.floor((contextSize - FOR_TEXT) / projector.tokensPerImage), 1);
}
