import assert from 'node:assert/strict';
import { PromptLookup } from '../../../src/engine/child/promptLookup.ts';

describe('guesses looked up in the prompt', () => {
  const lookup = new PromptLookup();

  it('are what followed when the last three tokens stood there before, the last time first', () => {
    assert.deepEqual(lookup.draft([1, 2, 3, 4, 5, 9, 1, 2, 3], 8), [4, 5, 9, 1, 2, 3]);
    assert.deepEqual(lookup.draft([1, 2, 3, 4, 1, 2, 3, 5, 9, 1, 2, 3], 2), [5, 9]);
  });

  it('are none where nothing is the same, nothing is there, or no room is left', () => {
    assert.deepEqual(lookup.draft([1, 2, 3, 4, 5], 8), []);
    assert.deepEqual(lookup.draft([2, 3], 8), []);
    assert.deepEqual(lookup.draft([], 8), []);
    assert.deepEqual(lookup.draft([1, 2, 3, 4, 1, 2, 3], 0), []);
  });

  it('end before an image', () => {
    assert.deepEqual(lookup.draft([1, 2, 3, 4, -7, -7, 1, 2, 3], 8), [4]);
    assert.deepEqual(lookup.draft([1, 2, 3, -7, -7, 1, 2, 3], 8), []);
  });
});
