/** A rectangle on a picture: drawn, moved, resized, always whole pixels of the picture; and the keys that do it. */
import assert from 'node:assert/strict';
import { lightboxCommand } from '../../../webview/chat/lightboxKeys.ts';
import { Looking } from '../../../webview/chat/looking.ts';
import {
  draggedRegion,
  keyStep,
  middleRegion,
  movedRegion,
  regionBetween,
  regionSizeText,
  resizedRegion,
  startRegionDrag,
} from '../../../webview/chat/regionDrawing.ts';

const picture = { width: 1000, height: 500 };
const some = { x: 100, y: 100, width: 200, height: 100 };

describe('a rectangle on the image', () => {
  it('is drawn from corner to corner, in any direction, within the picture', () => {
    const expected = { x: 100, y: 50, width: 200, height: 100 };
    assert.deepEqual(regionBetween({ x: 100, y: 50 }, { x: 300, y: 150 }, picture), expected);
    assert.deepEqual(regionBetween({ x: 300, y: 150 }, { x: 100, y: 50 }, picture), expected);
    assert.deepEqual(regionBetween({ x: 100.6, y: 50.2 }, { x: 299.1, y: 149.1 }, picture), expected);
    assert.deepEqual(regionBetween({ x: -40, y: -3 }, { x: 1200, y: 501 }, picture), { x: 0, y: 0, ...picture });
    assert.equal(regionBetween({ x: 100, y: 50 }, { x: 103, y: 90 }, picture), undefined, 'a click that trembled');
  });

  it('is moved and resized no further than the edges', () => {
    assert.deepEqual(movedRegion(some, { x: -30, y: 10 }, picture), { ...some, x: 70, y: 110 });
    assert.deepEqual(movedRegion(some, { x: 9999, y: 9999 }, picture), { ...some, x: 800, y: 400 });
    assert.deepEqual(resizedRegion(some, { x: 50, y: -20 }, picture), { ...some, width: 250, height: 80 });
    assert.deepEqual(resizedRegion(some, { x: 9999, y: -9999 }, picture), { ...some, width: 900, height: 8 });
  });

  it('begins in the middle, and moves by 2 % or by a pixel for a key', () => {
    assert.deepEqual(middleRegion(picture), { x: 250, y: 125, width: 500, height: 250 });
    assert.deepEqual(keyStep({ x: 1, y: 0 }, false, picture), { x: 20, y: 0 });
    assert.deepEqual(keyStep({ x: 0, y: -1 }, true, picture), { x: 0, y: -1 });
  });

  it('is moved by a drag within, drawn anew from outside, resized from a corner', () => {
    const within = startRegionDrag({ x: 150, y: 150 }, some, 10);
    assert.deepEqual(draggedRegion(within, { x: 160, y: 140 }, some, picture), { ...some, x: 110, y: 90 });
    const outside = startRegionDrag({ x: 500, y: 300 }, some, 10);
    assert.deepEqual(draggedRegion(outside, { x: 502, y: 301 }, some, picture), some, 'not far enough yet');
    assert.deepEqual(draggedRegion(outside, { x: 600, y: 400 }, some, picture), {
      x: 500,
      y: 300,
      width: 100,
      height: 100,
    });
    const corner = startRegionDrag({ x: 297, y: 104 }, some, 10);
    assert.deepEqual(draggedRegion(corner, { x: 400, y: 50 }, some, picture), {
      x: 100,
      y: 50,
      width: 300,
      height: 150,
    });
  });

  it('is told in pixels and per cent', () => {
    assert.equal(
      regionSizeText(some, picture),
      '200×100 pixels, 20 % × 20 % of the image, 10 % from the left, 20 % from the top',
    );
  });
});

const key = (name: string, modifiers: Partial<Record<'shiftKey' | 'altKey' | 'ctrlKey', boolean>> = {}) => ({
  key: name,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...modifiers,
});

describe('the keys of the lightbox', () => {
  const plain = { marking: false, zoomed: false, onStage: true };
  const marking = { ...plain, marking: true };

  it('step through the images, and pan where there is something to pan', () => {
    assert.deepEqual(lightboxCommand(key('ArrowLeft'), plain), { do: 'step', by: -1 });
    assert.equal(lightboxCommand(key('ArrowUp'), plain), undefined);
    assert.deepEqual(lightboxCommand(key('ArrowUp'), { ...plain, zoomed: true }), {
      do: 'pan',
      direction: { x: 0, y: -1 },
    });
    assert.equal(lightboxCommand(key('ArrowLeft', { altKey: true }), plain), undefined);
  });

  it('are not taken from the editor', () => {
    assert.equal(lightboxCommand(key('0', { ctrlKey: true }), plain), undefined);
    assert.deepEqual(lightboxCommand(key('0'), plain), { do: 'fit' });
    assert.deepEqual(lightboxCommand(key('+', { shiftKey: true }), plain), { do: 'zoomIn' });
  });

  it('leave the rectangle before the lightbox, and take it on the image only', () => {
    assert.equal(lightboxCommand(key('Escape'), plain), undefined);
    assert.deepEqual(lightboxCommand(key('Escape'), marking), { do: 'leaveRegion' });
    assert.deepEqual(lightboxCommand(key('Enter'), marking), { do: 'takeRegion' });
    assert.equal(lightboxCommand(key('Enter'), { ...marking, onStage: false }), undefined);
    assert.equal(lightboxCommand(key('Enter'), plain), undefined);
  });

  it('draw without a pointer', () => {
    const looking = new Looking(picture);
    const stage = { picture, stage: { width: 500, height: 250 }, pixelRatio: 1 };
    looking.mark(true);
    const pressed = [
      key('ArrowLeft'),
      key('ArrowDown', { altKey: true }),
      key('ArrowRight', { shiftKey: true }),
      key('ArrowUp', { shiftKey: true, altKey: true }),
    ];
    for (const each of pressed) {
      const command = lightboxCommand(each, marking);
      assert.ok(command !== undefined && looking.perform(command, stage));
    }
    assert.deepEqual(looking.region, { x: 230, y: 126, width: 520, height: 249 });
    looking.perform({ do: 'leaveRegion' }, stage);
    assert.equal(looking.region, undefined);
  });
});
