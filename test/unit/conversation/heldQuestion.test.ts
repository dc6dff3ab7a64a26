import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { attachImage, removeImage } from '../../../src/conversation/conversationEdits.ts';
import { acceptDamage, doubtfulImages, holdQuestion, letGo } from '../../../src/conversation/heldQuestion.ts';
import { restoreConversation, saveConversation } from '../../../src/conversation/savedConversation.ts';
import { imageNote } from '../../../src/display/imageNote.ts';
import { demoWarning } from '../../../src/protocol/demoModel.ts';
import { image, withImages } from './sampleConversation.ts';

const damaged = { ...image('cut'), notes: [imageNote('pixelsMissing', 'The file holds 15 % of its pixels.')] };
const remarked = { ...image('odd'), notes: [imageNote('windowInvalid', 'The window is not valid.')] };
const conversation = [damaged, remarked].reduce(attachImage, withImages('whole'));
const ids = (images: readonly { readonly id: string }[]): string[] => images.map(({ id }) => id);

describe('a question about a damaged image', () => {
  it('waits for images that are damaged, not for those with a remark', () => {
    assert.deepEqual(ids(doubtfulImages(conversation)), ['cut']);
    assert.deepEqual(ids(doubtfulImages(removeImage(conversation, 'cut'))), []);
  });

  it('is asked about once: a damaged image that comes later is another matter', () => {
    const accepted = acceptDamage(holdQuestion(conversation, 'Why?'));
    assert.deepEqual([doubtfulImages(accepted).length, accepted.held], [0, undefined]);
    assert.deepEqual(ids(doubtfulImages(attachImage(accepted, { ...damaged, id: 'later' }))), ['later']);
  });

  it('outlives a reload of the window, and goes when it is let go', () => {
    const held = holdQuestion(conversation, 'Why?');
    assert.deepEqual(restoreConversation(JSON.parse(JSON.stringify(saveConversation(held)))), held);
    assert.deepEqual(letGo(held), conversation);
  });
});

describe('the warning of the demo model', () => {
  const [phantom, film] = [{ phantom: 'mri' as const }, {}];

  it('stands with images that are no phantoms, and says which', () => {
    assert.equal(
      demoWarning(true, [film]),
      'The demo model knows drawn phantoms only. This image is none: the answer means nothing.',
    );
    assert.match(demoWarning(true, [film, film]) ?? '', /These images are none:/);
    assert.match(demoWarning(true, [film, phantom]) ?? '', /1 of these 2 images is none:/);
  });

  it('stands with no phantom, no text alone, no other model', () => {
    for (const warning of [demoWarning(true, [phantom]), demoWarning(true, []), demoWarning(false, [film])])
      assert.equal(warning, undefined);
  });
});
