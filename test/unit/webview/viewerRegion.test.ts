/** A rectangle that is drawn on a picture, however it lies, and the part of the image that it means. */
import assert from 'node:assert/strict';
import { decodeImage } from '../../../src/imaging/decoding/decodeImage.ts';
import { keyTextFor } from '../../../webview/viewer/keys.ts';
import type { Measurement } from '../../../webview/viewer/measure.ts';
import { MeasureTool } from '../../../webview/viewer/measureTool.ts';
import { meantRectangle, rectangleRegion } from '../../../webview/viewer/rectangleRegion.ts';
import {
  type Placement,
  type Point,
  apply,
  fitted,
  flipped,
  imageToPane,
  rotated,
  zoomedAt,
} from '../../../webview/viewer/viewport.ts';
import { dicomFile, imageElements, pixelBytes } from '../imaging/dicomBuilder.ts';

const raster = { columns: 200, rows: 120, pixelAspect: 1 };
const pane = { width: 640, height: 480 };
const box = (from: Point, to: Point): Measurement => ({ kind: 'rectangle', points: [from, to] });

/** Drawn by hand from one image point to another, on the picture as it lies. */
function drawn(from: Point, to: Point, placement: Placement, of = raster): Measurement {
  const toPane = imageToPane(of, placement, pane);
  const tool = new MeasureTool();
  tool.press('rectangle', [], apply(toPane, from), toPane);
  tool.move(apply(toPane, to), toPane);
  const [rectangle] = tool.release(apply(toPane, to));
  assert.ok(rectangle);
  return rectangle;
}

const placements: readonly (readonly [string, Placement])[] = [
  ['as it is', fitted],
  ['turned clockwise', rotated(fitted, 90)],
  ['upside down', rotated(rotated(fitted, 90), 90)],
  ['turned the other way', rotated(fitted, -90)],
  ['mirrored', flipped(fitted, 'horizontal')],
  ['mirrored top to bottom and turned', rotated(flipped(fitted, 'vertical'), 90)],
  ['enlarged', zoomedAt(raster, fitted, pane, { x: 100, y: 300 }, 7.3)],
  [
    'turned, mirrored and shrunk',
    zoomedAt(raster, rotated(flipped(fitted, 'horizontal'), -90), pane, { x: 9, y: 9 }, 0.4),
  ],
];

describe('the part of an image that a rectangle means', () => {
  for (const [how, placement] of placements) {
    it(`is the same pixels on a picture ${how}, from whichever corner it is drawn`, () => {
      const expected = { x: 40, y: 25, width: 60, height: 31 };
      const [near, far] = [
        { x: 40, y: 25 },
        { x: 100, y: 56 },
      ];
      assert.deepEqual(rectangleRegion(drawn(near, far, placement), raster), expected);
      assert.deepEqual(rectangleRegion(drawn(far, near, placement), raster), expected);
    });
  }

  it('holds the pixels whose middle is in it', () => {
    assert.deepEqual(rectangleRegion(box({ x: 10.4, y: 10.6 }, { x: 30.4, y: 30.6 }), raster), {
      x: 10,
      y: 11,
      width: 20,
      height: 20,
    });
  });

  it('ends at the edges of the image', () => {
    assert.deepEqual(rectangleRegion(box({ x: -50, y: 100 }, { x: 20, y: 900 }), raster), {
      x: 0,
      y: 100,
      width: 20,
      height: 20,
    });
    assert.deepEqual(rectangleRegion(box({ x: -1, y: -1 }, { x: 201, y: 121 }), raster), {
      x: 0,
      y: 0,
      width: 200,
      height: 120,
    });
    assert.equal(rectangleRegion(box({ x: -50, y: 0 }, { x: -1, y: 50 }), raster), undefined);
    assert.equal(rectangleRegion(box({ x: 0, y: 120 }, { x: 50, y: 150 }), raster), undefined);
  });

  it('has at least 8 pixels a side, around its middle and within the image', () => {
    assert.deepEqual(rectangleRegion(box({ x: 50, y: 60 }, { x: 52, y: 90 }), raster), {
      x: 47,
      y: 60,
      width: 8,
      height: 30,
    });
    assert.deepEqual(rectangleRegion(box({ x: 199, y: 119 }, { x: 199.8, y: 119.8 }), raster), {
      x: 192,
      y: 112,
      width: 8,
      height: 8,
    });
    const tiny = { columns: 5, rows: 100, pixelAspect: 1 };
    assert.deepEqual(rectangleRegion(box({ x: 1, y: 1 }, { x: 3, y: 3 }), tiny), { x: 0, y: 0, width: 5, height: 8 });
  });

  it('is counted as the decoder displays the image, where pixels are not square', async () => {
    for (const [aspect, ratio] of [
      [2, '2\\1'],
      [0.4, '2\\5'],
    ] as const) {
      const of = { columns: 30, rows: 40, pixelAspect: aspect };
      const elements = imageElements(
        { rows: of.rows, columns: of.columns, more: [['00280034', 'IS', ratio]] },
        pixelBytes(new Uint8Array(of.rows * of.columns)),
      );
      const source = { kind: 'bytes', name: 'tall.dcm', bytes: dicomFile(elements) } as const;
      const all = rectangleRegion(box({ x: 0, y: 0 }, { x: of.columns, y: of.rows }), of);
      const { width, height } = await decodeImage(source, { frame: 0, voi: undefined, region: all });
      assert.deepEqual(all, { x: 0, y: 0, width, height });
      const whole = await decodeImage(source, { frame: 0, voi: undefined });
      assert.deepEqual([width, height], [whole.width, whole.height]);
    }
    const tall = { columns: 30, rows: 40, pixelAspect: 2 };
    assert.deepEqual(rectangleRegion(drawn({ x: 10, y: 10 }, { x: 20, y: 25 }, rotated(fitted, 90), tall), tall), {
      x: 10,
      y: 20,
      width: 10,
      height: 30,
    });
  });
});

describe('the rectangle that is meant', () => {
  const [one, two] = [box({ x: 0, y: 0 }, { x: 9, y: 9 }), box({ x: 20, y: 20 }, { x: 40, y: 40 })];
  const ellipse: Measurement = { ...one, kind: 'ellipse' };

  it('is the chosen one, else the last', () => {
    assert.equal(meantRectangle([one, two, ellipse], 0), one);
    assert.equal(meantRectangle([one, two, ellipse], 2), two, 'an ellipse is chosen');
    assert.equal(meantRectangle([one, two, ellipse], undefined), two);
    assert.equal(meantRectangle([ellipse], 0), undefined);
    assert.equal(meantRectangle([], undefined), undefined);
  });

  it('has a key to be asked about', () => {
    assert.equal(keyTextFor('askRegion'), 'Shift+B');
  });
});
