import assert from 'node:assert/strict';
import type { FrameImage } from '../../../src/display/frameImage.ts';
import type { ImageHeader } from '../../../src/display/imageHeader.ts';
import type { FromViewer, Stack } from '../../../src/protocol/viewer.ts';
import { frameTimeMs } from '../../../webview/viewer/cine.ts';
import { FrameCache } from '../../../webview/viewer/frameCache.ts';
import { FrameSupply } from '../../../webview/viewer/frameSupply.ts';
import { frameWants } from '../../../webview/viewer/frameWants.ts';
import { cineRange, frameKey, placeAt, positionOf, stackLength } from '../../../webview/viewer/stackPosition.ts';

const stack: Stack = {
  title: 'CT',
  index: 0,
  items: [
    { id: 'a', name: 'a.dcm', frames: 1 },
    { id: 'b', name: 'b.dcm', frames: 3 },
    { id: 'c', name: 'c.dcm', frames: 1 },
  ],
};
const long: Stack = { title: 'US', index: 0, items: [{ id: 'u', name: 'u.dcm', frames: 500 }] };
const header: ImageHeader = {
  format: 'dicom',
  frames: 1,
  columns: 10,
  rows: 10,
  colour: true,
  modality: undefined,
  bodyPart: undefined,
  viewPosition: undefined,
  laterality: undefined,
  transferSyntax: undefined,
  frameTimesMs: undefined,
  lossy: undefined,
  burnedIn: undefined,
  phantom: undefined,
  fileSha256: '',
  sopInstanceHash: undefined,
};

function image(frame = 0): FrameImage {
  return {
    kind: 'colour',
    rows: 10,
    columns: 10,
    frame,
    pixelAspect: 1,
    spacing: undefined,
    orientation: undefined,
    overlays: [],
    notes: [],
    rgb: new Uint8Array(300),
  };
}

describe('the place in a stack', () => {
  it('counts every frame of every image', () => {
    assert.equal(stackLength(stack), 5);
    assert.deepEqual(
      [0, 1, 3, 4, 99].map((at) => frameKey(placeAt(stack, at))),
      ['a#0', 'b#0', 'b#2', 'c#0', 'c#0'],
    );
  });

  it('finds a frame again', () => {
    assert.equal(positionOf(stack, { itemId: 'b', frame: 1 }), 2);
    assert.equal(positionOf(stack, { itemId: 'b', frame: 7 }), 3);
    assert.equal(positionOf(stack, { itemId: 'x', frame: 0 }), undefined);
  });

  it('plays the frames of an image that has several, else the images', () => {
    assert.deepEqual(cineRange(stack, 2), { first: 1, last: 3 });
    assert.deepEqual(cineRange(stack, 0), { first: 0, last: 4 });
  });
});

describe('the frames that are held', () => {
  const here = (frame: number) => ({ state: 'here', header, image: image(frame) }) as const;

  it('lets the one go that was looked at least recently', () => {
    const cache = new FrameCache(1000);
    for (const key of ['a', 'b', 'c']) cache.put(key, here(0));
    cache.get('a');
    cache.put('d', here(0));
    assert.deepEqual(
      ['a', 'b', 'c', 'd'].map((key) => cache.has(key)),
      [true, false, true, true],
    );
    assert.equal(cache.bytes, 900);
  });

  it('keeps what is on the screen', () => {
    const cache = new FrameCache(700);
    cache.put('a', here(0));
    cache.put('b', here(0));
    cache.put('c', here(0), ['a']);
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => cache.has(key)),
      [true, false, true],
    );
  });

  it('counts a frame once, and forgets those of an image', () => {
    const cache = new FrameCache(1000);
    cache.put('a#0', here(0));
    cache.put('a#0', here(0));
    cache.put('ab#0', here(0));
    cache.removeAll('a#');
    assert.deepEqual([cache.has('a#0'), cache.has('ab#0'), cache.bytes], [false, true, 300]);
  });
});

describe('the frames that are asked for', () => {
  it('are the one in front, then those ahead, then some behind', () => {
    const wants = frameWants({ stack: long, position: 10, direction: 1, loop: undefined }, 1000).map(
      ({ frame }) => frame,
    );
    assert.deepEqual(wants.slice(0, 4), [10, 11, 12, 13]);
    assert.deepEqual(wants.slice(-4), [9, 8, 7, 6]);
    assert.deepEqual(
      frameWants({ stack: long, position: 10, direction: -1, loop: undefined }, 1000)
        .map(({ frame }) => frame)
        .slice(0, 3),
      [10, 9, 8],
    );
  });

  it('go on at the beginning of a loop', () => {
    const wants = frameWants({ stack: long, position: 498, direction: 1, loop: { first: 0, last: 499 } }, 1000).map(
      ({ frame }) => frame,
    );
    assert.deepEqual(wants.slice(0, 4), [498, 499, 0, 1]);
  });

  it('are few when they are large', () => {
    assert.ok(frameWants({ stack: long, position: 10, direction: 1, loop: undefined }, 28e6).length <= 7);
  });

  function supply(): { supply: FrameSupply; sent: string[][]; arrive: (frame: number) => void } {
    const sent: string[][] = [];
    const made = new FrameSupply((want: Extract<FromViewer, { type: 'want' }>) => {
      sent.push(want.frames.map(frameKey));
    });
    return {
      supply: made,
      sent,
      arrive: (frame) => {
        made.received({ type: 'frame', itemId: 'u', frame, header, image: image(frame) });
      },
    };
  }

  it('are asked for once, and anew when another frame is in front', () => {
    const { supply: frames, sent, arrive } = supply();
    frames.follow([{ stack: long, position: 0, direction: 1, loop: undefined }]);
    frames.follow([{ stack: long, position: 0, direction: 1, loop: undefined }]);
    assert.equal(sent.length, 1);
    arrive(0);
    arrive(1);
    frames.follow([{ stack: long, position: 1, direction: 1, loop: undefined }]);
    assert.equal(sent.length, 1, 'enough is under way');
    frames.follow([{ stack: long, position: 200, direction: 1, loop: undefined }]);
    assert.deepEqual([sent.length, sent[1]?.[0]], [2, 'u#200']);
    assert.equal(frames.at({ itemId: 'u', frame: 1 })?.state, 'here');
  });

  it('are asked for again after the file has changed', () => {
    const { supply: frames, sent, arrive } = supply();
    const travel = { stack: long, position: 0, direction: 1, loop: undefined } as const;
    frames.follow([travel]);
    arrive(0);
    frames.forget('u');
    assert.equal(frames.has({ itemId: 'u', frame: 0 }), false);
    frames.follow([travel]);
    assert.equal(sent[1]?.[0], 'u#0');
  });

  it('come for both panes in turn', () => {
    const { supply: frames, sent } = supply();
    frames.follow([
      { stack: long, position: 0, direction: 1, loop: undefined },
      { stack, position: 1, direction: 1, loop: undefined },
    ]);
    assert.deepEqual(sent[0]?.slice(0, 4), ['u#0', 'b#0', 'u#1', 'b#1']);
  });
});

describe('how long a frame is shown', () => {
  it('is what the file says, at the speed chosen', () => {
    assert.equal(frameTimeMs([40, 80], 1, 1), 80);
    assert.equal(frameTimeMs([40], 7, 2), 20);
    assert.equal(frameTimeMs(undefined, 0, 1), 100);
    assert.equal(frameTimeMs([0], 0, 1), 100);
    assert.ok(frameTimeMs([1], 0, 4) > 16);
  });
});
