import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { countAndShare } from '../../../webview/statistics/countText.ts';

describe('a count with its share', () => {
  it('is in whole per cent, but neither none nor all of what is not', () => {
    assert.deepEqual(
      [
        [1, 3],
        [0, 3],
        [3, 3],
        [1, 900],
        [899, 900],
        [0, 0],
      ].map(([count = 0, of = 0]) => countAndShare(count, of).replace('\u00a0', ' ')),
      ['1 (33 %)', '0 (0 %)', '3 (100 %)', '1 (<1 %)', '899 (>99 %)', '0'],
    );
  });
});
