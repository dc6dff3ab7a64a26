import type { ModelDescription } from '../protocol/engine.ts';

/** For a question of some length and the beginning of an answer: so many tokens, or this share of a small context. */
const FOR_TEXT = { most: 256, share: 1 / 8 };

/**
 * How many images a model can be asked about at once; undefined where that depends on the images, or it sees none. A
 * long conversation leaves room for fewer.
 */
export function imagesThatFit({
  contextSize,
  projector,
}: Pick<ModelDescription, 'contextSize' | 'projector'>): number | undefined {
  if (projector === undefined || projector.tokensPerImage === 0) return undefined;
  const forText = Math.min(FOR_TEXT.most, contextSize * FOR_TEXT.share);
  return Math.max(Math.floor((contextSize - forText) / projector.tokensPerImage), 1);
}
