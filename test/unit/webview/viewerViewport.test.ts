import assert from 'node:assert/strict';
import { covers, layersFor } from '../../../webview/viewer/layers.ts';
import { patchAt, patchRegion } from '../../../webview/viewer/patchGeometry.ts';
import {
  type Placement,
  type Point,
  apply,
  fitted,
  flipped,
  imageToPane,
  inverse,
  naturalSize,
  pannedBy,
  rotated,
  visibleRegion,
  zoomOf,
  zoomedAt,
} from '../../../webview/viewer/viewport.ts';

const raster = { columns: 200, rows: 100, pixelAspect: 1 };
const pane = { width: 400, height: 300 };

function near(actual: Point, expected: Point): void {
  assert.ok(
    Math.hypot(actual.x - expected.x, actual.y - expected.y) < 1e-9,
    `${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`,
  );
}

function corner(placement: Placement, at: Point): Point {
  return apply(imageToPane(raster, placement, pane), at);
}

describe('how an image lies in its pane', () => {
  it('fits it, in the middle', () => {
    assert.equal(zoomOf(raster, fitted, pane), 2);
    near(corner(fitted, { x: 0, y: 0 }), { x: 0, y: 50 });
    near(corner(fitted, { x: 200, y: 100 }), { x: 400, y: 250 });
  });

  it('fits it turned', () => {
    const turned = rotated(fitted, 90);
    assert.equal(zoomOf(raster, turned, pane), 1.5);
    // The top left corner goes to the top right.
    near(corner(turned, { x: 0, y: 0 }), { x: 275, y: 0 });
    near(corner(turned, { x: 0, y: 100 }), { x: 125, y: 0 });
  });

  it('makes pixels square by letting the short side grow', () => {
    const tall = { columns: 256, rows: 120, pixelAspect: 4 / 3 };
    assert.deepEqual(naturalSize(tall), { width: 256, height: 160 });
    assert.deepEqual(naturalSize({ columns: 120, rows: 256, pixelAspect: 3 / 4 }), { width: 160, height: 256 });
    assert.deepEqual(naturalSize({ columns: 120, rows: 256, pixelAspect: 1.004 }), { width: 120, height: 256 });
    const matrix = imageToPane(tall, { ...fitted, magnification: { of: 'pixels', times: 1 } }, pane);
    assert.ok(Math.abs(matrix.d / matrix.a - 4 / 3) < 1e-9);
  });

  it('mirrors what is seen, however it is turned', () => {
    for (const turns of [0, 1, 2, 3]) {
      let placement = fitted;
      for (let i = 0; i < turns; i++) placement = rotated(placement, 90);
      const at = { x: 30, y: 70 };
      const before = corner(placement, at);
      near(corner(flipped(placement, 'horizontal'), at), { x: pane.width - before.x, y: before.y });
      near(corner(flipped(placement, 'vertical'), at), { x: before.x, y: pane.height - before.y });
      assert.deepEqual(flipped(flipped(placement, 'vertical'), 'vertical'), placement);
    }
  });

  it('turns what is seen clockwise, mirrored or not', () => {
    const mirrored = flipped(fitted, 'horizontal');
    const left = corner(mirrored, { x: 200, y: 50 });
    near(left, { x: 0, y: 150 });
    // What was at the left is at the top after a turn clockwise.
    near(corner(rotated(mirrored, 90), { x: 200, y: 50 }), { x: 200, y: 0 });
    assert.deepEqual(rotated(rotated(fitted, 90), -90), fitted);
  });

  it('zooms around the pointer', () => {
    const at = { x: 90, y: 130 };
    for (const placement of [fitted, rotated(flipped(fitted, 'vertical'), 90)]) {
      const held = apply(inverse(imageToPane(raster, placement, pane)), at);
      const zoomed = zoomedAt(raster, placement, pane, at, 3);
      assert.ok(Math.abs(zoomOf(raster, zoomed, pane) / zoomOf(raster, placement, pane) - 3) < 1e-9);
      near(corner(zoomed, held), at);
    }
  });

  it('stops zooming at 64 times', () => {
    assert.equal(Math.round(zoomOf(raster, zoomedAt(raster, fitted, pane, { x: 200, y: 150 }, 1e6), pane)), 64);
  });

  it('pans with the pointer and never loses the image', () => {
    const zoomed = zoomedAt(raster, rotated(fitted, 90), pane, { x: 200, y: 150 }, 4);
    const before = corner(zoomed, { x: 100, y: 50 });
    near(corner(pannedBy(raster, zoomed, pane, { x: 12, y: -7 }), { x: 100, y: 50 }), {
      x: before.x + 12,
      y: before.y - 7,
    });
    const far = pannedBy(raster, zoomed, pane, { x: 1e6, y: 1e6 });
    const region = visibleRegion(raster, far, pane);
    assert.ok(region.width > 0 && region.height > 0);
  });

  it('tells the part that is seen', () => {
    assert.deepEqual(visibleRegion(raster, fitted, pane), { x: 0, y: 0, width: 200, height: 100 });
    const close = { ...fitted, magnification: { of: 'pixels', times: 10 } } as const;
    assert.deepEqual(visibleRegion(raster, close, pane), { x: 80, y: 35, width: 40, height: 30 });
  });
});

describe('what is rendered of a frame', () => {
  const mammogram = { columns: 3064, rows: 4664, pixelAspect: 1 };
  const screen = { width: 800, height: 900 };

  it('renders a small frame whole and exactly', () => {
    assert.deepEqual(layersFor(raster, fitted, pane, true), {
      whole: { region: { x: 0, y: 0, width: 200, height: 100 }, step: 1, draft: false },
      detail: undefined,
    });
  });

  it('reduces a mammogram that fits the pane', () => {
    const { whole, detail } = layersFor(mammogram, fitted, screen, false);
    assert.equal(detail, undefined);
    assert.equal(whole.step, 3);
    assert.ok((whole.region.width / whole.step) * zoomOf(mammogram, fitted, screen) * whole.step <= screen.width);
  });

  it('renders the visible part of a mammogram pixel for pixel, with a margin', () => {
    const actual = { ...fitted, magnification: { of: 'pixels', times: 1 } } as const;
    const { detail } = layersFor(mammogram, actual, screen, false);
    const visible = visibleRegion(mammogram, actual, screen);
    assert.equal(detail?.step, 1);
    assert.ok(detail.region.width > visible.width && detail.region.width < 2 * visible.width);
    assert.ok(covers(detail, detail, visible));
    const draft = layersFor(mammogram, actual, screen, true).detail;
    assert.deepEqual(draft?.region, visible);
  });

  it('knows when a picture will not do', () => {
    const look = { region: { x: 10, y: 10, width: 100, height: 100 }, step: 2, draft: false };
    assert.ok(covers(look, { ...look, step: 3 }, { x: 20, y: 20, width: 50, height: 50 }));
    assert.ok(!covers(look, { ...look, step: 1 }, { x: 20, y: 20, width: 50, height: 50 }));
    assert.ok(!covers(look, look, { x: 0, y: 20, width: 50, height: 50 }));
    assert.ok(!covers({ ...look, draft: true }, look, { x: 20, y: 20, width: 50, height: 50 }));
  });
});

describe('patches of the model', () => {
  const grid = { width: 336, height: 336, patchSize: 14 };

  it('finds the patch under a point', () => {
    assert.deepEqual(patchAt(grid, { x: 28, y: 13.9 }), { column: 2, row: 0 });
    assert.equal(patchAt(grid, { x: 336, y: 0 }), undefined);
    assert.equal(patchAt({ ...grid, patchSize: 0 }, { x: 1, y: 1 }), undefined);
  });

  it('leads back through the padding of a wide image', () => {
    // 200 × 100 in a square of 200: the image begins 50 below its top.
    const side = 200 / 24;
    assert.deepEqual(patchRegion(grid, { column: 0, row: 12 }, raster), { x: 0, y: 50, width: side, height: side });
  });

  it('counts in pixels of the file where they are not square', () => {
    const region = patchRegion(grid, { column: 12, row: 12 }, { columns: 160, rows: 120, pixelAspect: 4 / 3 });
    assert.deepEqual([region.x, region.y], [80, 60]);
    assert.ok(Math.abs(region.width / region.height - 4 / 3) < 1e-9);
  });
});
