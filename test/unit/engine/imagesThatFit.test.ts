/** How many images a question can be about. */
import assert from 'node:assert/strict';
import { imagesThatFit } from '../../../src/assistant/imagesThatFit.ts';
import type { ProjectorDescription } from '../../../src/protocol/engine.ts';

describe('imagesThatFit', () => {
  const of = (contextSize: number, tokensPerImage: number): number | undefined =>
    imagesThatFit({ contextSize, projector: { tokensPerImage } as ProjectorDescription });

  it('leaves room for the question and an answer, and is never less than one', () => {
    assert.deepEqual([of(4096, 576), of(2048, 576), of(512, 576), of(256, 16)], [6, 3, 1, 14]);
  });

  it('is not known where it depends on the image, or none is seen', () => {
    assert.deepEqual([of(4096, 0), imagesThatFit({ contextSize: 4096, projector: undefined })], [undefined, undefined]);
  });
});
