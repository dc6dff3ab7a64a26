import assert from 'node:assert/strict';
import { progressText } from '../../../webview/chat/progressText.ts';

describe('what the chat says of work that goes on', () => {
  it('tells looking at an image from reading it, and counts where there are several', () => {
    const texts = (['encodingImage', 'readingImage'] as const).flatMap((stage) =>
      [1, 3].map((count) => progressText({ stage, index: count - 1, count }).text),
    );
    assert.deepEqual(texts, [
      'Looking at the image…',
      'Looking at image 3 of 3…',
      'Reading the image…',
      'Reading image 3 of 3…',
    ]);
  });

  it('says how far it is where that is known', () => {
    assert.equal(progressText({ stage: 'readingPrompt', done: 30, total: 40 }).fraction, 0.75);
    assert.equal(progressText({ stage: 'readingPrompt', done: 0, total: 0 }).fraction, 0);
    assert.equal(progressText({ stage: 'readingImage', index: 0, count: 1 }).fraction, undefined);
  });
});
