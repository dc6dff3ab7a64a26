import assert from 'node:assert/strict';
import { toolbarStep } from '../../../webview/shared/toolbar.ts';

describe('a toolbar', () => {
  it('is gone through by arrows, round and round, and by Home and End', () => {
    assert.deepEqual(
      ['ArrowRight', 'ArrowLeft', 'Home', 'End', 'Tab'].map((key) => toolbarStep(key, 2, 3)),
      [0, 1, 0, 2, undefined],
    );
    assert.equal(toolbarStep('ArrowLeft', 0, 3), 2);
  });
});
