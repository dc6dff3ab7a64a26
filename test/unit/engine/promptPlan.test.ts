import assert from 'node:assert/strict';
import type { Token } from 'node-llama-cpp';
import { planPrompt, reusablePositions, segmentsFrom } from '../../../src/engine/child/promptPlan.ts';
import type { PromptPlan } from '../../../src/engine/child/promptPlan.ts';
import type { TokenPiece } from '../../../src/engine/child/promptPieces.ts';

const [filmA, filmB] = ['a'.repeat(64), 'b'.repeat(64)] as const;
const text = (...tokens: number[]): TokenPiece => ({ kind: 'tokens', tokens: tokens as Token[] });
const image = (sha256: string): TokenPiece => ({ kind: 'image', sha256 });
const plan = (...pieces: TokenPiece[]): PromptPlan =>
  planPrompt(pieces, () => [{ kind: 'features', tokens: 4, positions: 4 }]);
/** What stands in the cache after the whole prompt was read. */
const cached = ({ segments }: PromptPlan): number[] =>
  segments.flatMap((segment) =>
    segment.kind === 'tokens'
      ? [...segment.tokens]
      : Array.from({ length: segment.positions }, () => segment.placeholder),
  );

describe('the prompt plan', () => {
  it('joins neighbouring text and counts images and text', () => {
    const { segments, positions, imageTokens, textTokens } = plan(text(1), text(2, 3), image(filmA), text(4));
    assert.deepEqual(
      segments.map((segment) => segment.kind),
      ['tokens', 'features', 'tokens'],
    );
    assert.deepEqual([positions, imageTokens, textTokens], [8, 4, 4]);
  });

  it('takes in the text that a model family puts around its images', () => {
    const { segments, imageTokens, textTokens } = planPrompt([text(1), image(filmA), text(2)], () => [
      { kind: 'text', tokens: [90] },
      { kind: 'features', tokens: 9, positions: 3 },
      { kind: 'text', tokens: [91] },
    ]);
    assert.deepEqual(
      segments.map((segment) => (segment.kind === 'tokens' ? segment.tokens : segment.positions)),
      [[1, 90], 3, [91, 2]],
    );
    assert.deepEqual([imageTokens, textTokens], [9, 4]);
  });

  it('re-uses a follow-up question up to where it goes on', () => {
    const before = plan(text(1), image(filmA), text(2, 3));
    const after = plan(text(1), image(filmA), text(2, 3, 4, 5));
    assert.equal(reusablePositions(after, cached(before)), 7);
    assert.deepEqual(segmentsFrom(after, 7), [{ kind: 'tokens', tokens: [4, 5] }]);
  });

  it('evaluates the last token even if all is cached', () => {
    const same = plan(text(1), image(filmA), text(2, 3));
    assert.equal(reusablePositions(same, cached(same)), same.positions - 1);
  });

  it('stops before another image, before other text, and before half an image', () => {
    const before = plan(text(1), image(filmA), text(2, 3));
    assert.equal(reusablePositions(plan(text(1), image(filmB), text(2, 3)), cached(before)), 1);
    assert.equal(reusablePositions(plan(text(9), image(filmA), text(2)), cached(before)), 0);
    assert.equal(reusablePositions(before, cached(before).slice(0, 3)), 1);
    assert.equal(reusablePositions(plan(text(1), image(filmA), image(filmA), text(2)), cached(before)), 5);
  });

  it('re-uses nothing of an empty cache', () => {
    const whole = plan(image(filmA), text(1));
    assert.equal(reusablePositions(whole, []), 0);
    assert.deepEqual(segmentsFrom(whole, 0), whole.segments);
  });
});
