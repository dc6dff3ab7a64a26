/** What a card and a receipt say of which slice and frame of an image is meant. */
import assert from 'node:assert/strict';
import { viewText } from '../../../webview/chat/viewText.ts';

describe('viewText', () => {
  it('says the slice of its series, the frame of its file and the window', () => {
    const slice = { number: 12, of: 40, series: 'CT · series 3' };
    const window = { center: 40, width: 400 };
    assert.equal(viewText({ frames: 1, slice, window }), 'slice 12 of 40, CT · series 3 · W 400 L 40');
    assert.equal(viewText({ frames: 1, slice, window }, { brief: true }), 'slice 12 of 40 · W 400 L 40');
    assert.equal(viewText({ frames: 16, frame: 8 }), 'frame 9/16');
    assert.equal(viewText({ frames: 1 }), '');
  });
});
