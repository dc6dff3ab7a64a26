/** The order of the tray, and what a card says of an image in words. */
import assert from 'node:assert/strict';
import { imageNumber } from '../../../src/conversation/conversation.ts';
import { moveImage } from '../../../src/conversation/conversationEdits.ts';
import { imageFacts, montageText, partText, sentFacts } from '../../../webview/chat/imageFacts.ts';
import { numberedImages } from '../../../webview/chat/numberedImages.ts';
import { droppedBelow, movedBy, waitingIds } from '../../../webview/chat/trayOrder.ts';
import { image, withImages } from '../conversation/sampleConversation.ts';

describe('the order of the tray', () => {
  const conversation = withImages('old', 'a', 'b', 'c');
  const state = { images: conversation.images, pending: ['a', 'b', 'c'] };

  it('holds those that wait, in the order of the conversation', () => {
    assert.deepEqual(waitingIds({ images: state.images, pending: ['c', 'a'] }), ['a', 'c']);
  });

  it('says where a key leads to', () => {
    assert.deepEqual(movedBy(state, 'b', -1), { imageId: 'b', before: 'a', number: 2, of: 4 });
    assert.deepEqual(movedBy(state, 'b', 1), { imageId: 'b', number: 4, of: 4 });
    assert.equal(movedBy(state, 'a', -1), undefined, 'it is the first that waits');
    assert.equal(movedBy(state, 'c', 1), undefined);
    assert.equal(movedBy(state, 'old', 1), undefined, 'it was asked about');
  });

  it('says where a drag leads to', () => {
    assert.deepEqual(droppedBelow(state, 'c', 0), { imageId: 'c', before: 'a', number: 2, of: 4 });
    assert.deepEqual(droppedBelow(state, 'a', 2), { imageId: 'a', before: 'c', number: 3, of: 4 });
    assert.deepEqual(droppedBelow(state, 'a', 3), { imageId: 'a', number: 4, of: 4 });
    for (const above of [1, 2]) assert.equal(droppedBelow(state, 'b', above), undefined, 'it stays in its place');
  });

  it('gives the number that the image has when the conversation has moved it', () => {
    const waiting = withImages('a', 'b', 'c');
    const pending = ['a', 'b', 'c'];
    const moves = [movedBy({ images: waiting.images, pending }, 'c', -1)];
    moves.push(droppedBelow({ images: waiting.images, pending }, 'a', 3));
    for (const move of moves) {
      assert.ok(move !== undefined);
      assert.equal(imageNumber(moveImage(waiting, move.imageId, move.before), move.imageId), move.number);
    }
  });
});

describe('what a card says', () => {
  const region = { x: 300, y: 100, width: 300, height: 300, ofWidth: 1000, ofHeight: 1000 };
  const whole = { ...image('whole'), name: 'film.dcm', width: 1000, height: 1000 };
  const part = { ...image('part'), name: 'film.dcm', width: 300, height: 300, region };

  it('of a part: which image it is of, and where it lies', () => {
    assert.equal(partText(part, 1), 'part of image 1, 30-60 % from the left, 10-40 % from the top');
    assert.match(partText(part, undefined), /^part of an image, /);
    assert.equal(partText(whole, undefined), '');
  });

  it('names the whole only where no other could be meant', () => {
    const wholes = (...images: readonly (typeof whole)[]) =>
      numberedImages({ images: [...images] }).map((numbered) => numbered.whole);
    assert.deepEqual(wholes(image('other'), whole, part), [undefined, undefined, 2]);
    assert.deepEqual(wholes(whole, { ...whole, id: 'twin' }, part).at(-1), undefined, 'two files of one name');
    assert.deepEqual(wholes({ ...whole, frame: 3 }, part).at(-1), undefined, 'another frame');
    assert.deepEqual(wholes({ ...whole, width: 999 }, part).at(-1), undefined, 'another size');
  });

  it('of a montage: how many slices of how many, and which', () => {
    const slices = [1, 16, 31, 46, 61, 76, 91, 106, 120];
    const montage = { ...image('montage'), montage: { columns: 3, slices, of: 120, series: 'CT · series 3' } };
    assert.equal(montageText(montage), 'montage of 9 slices of 120');
    assert.equal(
      sentFacts({ image: montage, whole: undefined }),
      'montage of 9 slices of 120, CT · series 3: slices 1, 16, 31, 46, 61, 76, 91, 106, 120 in 3 rows of 3',
    );
  });

  it('begins with the role, which what was sent leaves out: it may be another by now', () => {
    const film = { ...whole, role: 'lateral' as const, frames: 4, frame: 2 };
    assert.equal(imageFacts({ image: film, whole: undefined }), 'Lateral · frame 3/4');
    assert.equal(sentFacts({ image: film, whole: undefined }), 'frame 3/4');
  });
});
