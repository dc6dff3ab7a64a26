/** The pictures of the lightbox as they come, and what becomes of them when another frame or window is chosen. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { AskedView } from '../../../webview/chat/askedView.ts';
import { type Preview, previewAfter, withPicture } from '../../../webview/chat/preview.ts';
import type { ImageView } from '../../../webview/chat/viewControls.ts';
import { image } from '../conversation/sampleConversation.ts';

const picture = (byte: number) => ({ png: new Uint8Array([byte]), width: 2, height: 2 });
const open: Preview = { imageId: 'a', shown: picture(1), seen: picture(2), full: picture(3) };

describe('the pictures of the lightbox', () => {
  it('keep every pixel while what the model sees still comes', () => {
    const next = withPicture(open, { type: 'preview', imageId: 'a', shown: picture(1), seen: picture(4) });
    assert.deepEqual(next, { ...open, seen: picture(4) });
  });

  it('are let go when another frame is chosen, but for the one that is looked at', () => {
    const [before, after] = [image('a'), { ...image('a'), frame: 2 }];
    const next = previewAfter(open, { images: [before] }, { images: [after] });
    assert.deepEqual(next, { imageId: 'a', shown: picture(1), stale: true });
    // Of the frame before: it was on its way.
    assert.equal(withPicture(next, { type: 'fullPicture', imageId: 'a', picture: picture(3) })?.full, undefined);
    const come = withPicture(next, { type: 'preview', imageId: 'a', shown: picture(7) });
    assert.deepEqual(come, { imageId: 'a', shown: picture(7) });
  });

  it('stay for all else that changes, and go with their image', () => {
    const renamed = { ...image('a'), role: 'prior' as const };
    assert.equal(previewAfter(open, { images: [image('a')] }, { images: [renamed] }), open);
    assert.equal(previewAfter(open, { images: [image('a')] }, { images: [] }), undefined);
    assert.equal(withPicture(undefined, { type: 'previewFailed', imageId: 'a', message: 'Gone.' }), undefined);
  });
});

describe('a frame that is asked for', () => {
  it('is asked for at once when it settles, once; the controls stand on it until the image has it', async () => {
    const posted: ImageView[] = [];
    const asked = new AskedView((view) => {
      posted.push(view);
    });
    asked.ask({ frame: 1 }, false);
    asked.ask({ frame: 2 }, false);
    assert.equal(posted.length, 0, 'the slider still moves');
    assert.deepEqual(asked.of({ frame: 0 }), { frame: 2 });
    asked.ask({ frame: 3 }, true);
    asked.ask({ frame: 3 }, true);
    assert.deepEqual(posted, [{ frame: 3 }]);
    asked.settle({ frame: 2 });
    assert.deepEqual(asked.of({ frame: 2 }), { frame: 3 });
    asked.settle({ frame: 3 });
    assert.deepEqual(asked.of({ frame: 5 }), { frame: 5 });
    asked.ask({ frame: 6 }, false);
    await sleep(250);
    assert.deepEqual(posted.at(-1), { frame: 6 }, 'the slider rests');
  });
});
