import assert from 'node:assert/strict';
import type { FrameImage } from '../../../src/display/frameImage.ts';
import { openImage } from '../../../src/imaging/decoding/openImage.ts';
import type { OpenImage } from '../../../src/imaging/intake/imageFile.ts';
import { RecentFrames } from '../../../src/imaging/decoding/recentFrames.ts';
import { monochromeFrame } from '../display/monochromeFrame.ts';
import { dicomFile, imageElements, pixelBytes } from './dicomBuilder.ts';

describe('recent frames', () => {
  const open = (): Promise<OpenImage> =>
    openImage({
      kind: 'bytes',
      name: 'a.dcm',
      bytes: dicomFile(imageElements({ rows: 1, columns: 1 }, pixelBytes([1]))),
    });
  const frameOf = (frame: number, bytes: number): FrameImage => monochromeFrame(new Uint8Array(bytes), { frame });

  it('are found by their image and number', async () => {
    const [one, other] = [await open(), await open()];
    const recent = new RecentFrames();
    const pixels = frameOf(3, 1);
    recent.keep(one, pixels);
    assert.equal(recent.find(one, 3), pixels);
    assert.deepEqual([recent.find(one, 2), recent.find(other, 3)], [undefined, undefined]);
    const again = frameOf(3, 1);
    recent.keep(one, again);
    assert.equal(recent.find(one, 3), again);
  });

  it('make room for later ones', async () => {
    const image = await open();
    const recent = new RecentFrames();
    const third = 25 * 2 ** 20;
    for (let frame = 0; frame < 3; frame++) recent.keep(image, frameOf(frame, third));
    assert.deepEqual(
      [0, 1, 2].map((frame) => recent.find(image, frame) !== undefined),
      [false, true, true],
    );
    recent.keep(image, frameOf(9, 4 * third));
    assert.deepEqual(
      [1, 2, 9].map((frame) => recent.find(image, frame) !== undefined),
      [false, false, true],
      'the latest is kept whatever its size',
    );
  });
});
