/** The values of regions as the page knows them, counted by the renderer that it falls back to without a worker. */
import assert from 'node:assert/strict';
import type { MonochromeFrame } from '../../../src/display/frameImage.ts';
import type { Measurement } from '../../../webview/viewer/measure.ts';
import { RenderClient } from '../../../webview/viewer/renderClient.ts';
import { RoiReader } from '../../../webview/viewer/roiReader.ts';
import { monochromeFrame } from '../display/monochromeFrame.ts';

const square = (value: number): MonochromeFrame => ({
  ...monochromeFrame(new Uint8Array(100).fill(value)),
  rows: 10,
  columns: 10,
});
const region = (size: number): Measurement => ({
  kind: 'rectangle',
  points: [
    { x: 0, y: 0 },
    { x: size, y: size },
  ],
});

describe('the values of regions', () => {
  /** A reader, and when it has said next that it knows more. */
  function reader(): { reader: RoiReader; change: () => Promise<void> } {
    let told: () => void = () => undefined;
    const client = new RenderClient(undefined);
    return {
      reader: new RoiReader('left', client, () => {
        told();
      }),
      change: () =>
        new Promise((resolve) => {
          told = resolve;
        }),
    };
  }

  const { warn } = console;
  before(() => {
    // The page says that there is no worker.
    console.warn = () => undefined;
  });
  after(() => {
    console.warn = warn;
  });

  it('are asked for once, and known when they are counted', async () => {
    const { reader: roi, change } = reader();
    const image = square(7);
    assert.deepEqual(roi.of(image, [region(3)]), [undefined]);
    await change();
    const [known] = roi.of(image, [region(3)]);
    assert.deepEqual(known, { pixels: 9, channels: [{ mean: 7, sd: 0, min: 7, max: 7 }] });
    assert.equal(roi.of(image, [region(3)])[0], known);
  });

  it('stand until those of a region that is dragged are there', async () => {
    const { reader: roi, change } = reader();
    const image = square(7);
    roi.of(image, [region(3)]);
    await change();
    assert.equal(roi.of(image, [region(4)])[0]?.pixels, 9);
    assert.equal(roi.of(image, [region(5)])[0]?.pixels, 9);
    await change();
    assert.equal(roi.of(image, [region(5)])[0]?.pixels, 16, 'it follows as fast as it is counted');
    await change();
    assert.equal(roi.of(image, [region(5)])[0]?.pixels, 25, 'the last one asked for');
  });

  it('are not those of another frame, or of a region that was taken away', async () => {
    const { reader: roi, change } = reader();
    const line: Measurement = { kind: 'distance', points: region(3).points };
    const image = square(7);
    roi.of(image, [line, region(3), region(4)]);
    await change();
    await change();
    assert.deepEqual(
      roi.of(image, [line, region(3), region(4)]).map((each) => each?.pixels),
      [undefined, 9, 16],
    );
    assert.deepEqual(roi.of(image, [line, region(4)]), [undefined, undefined]);
    assert.deepEqual(roi.of(square(8), [region(3)]), [undefined]);
    await change();
    assert.equal(roi.of(square(8), [region(3)])[0], undefined, 'another frame once more');
  });
});
