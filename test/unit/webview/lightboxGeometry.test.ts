/** The lightbox's geometry: fitting, zooming about a point, panning, and picture pixels under a point of the stage. */
import assert from 'node:assert/strict';
import {
  type Stage,
  actualSize,
  fitScale,
  fitted,
  isZoomed,
  needsEveryPixel,
  pannedBy,
  placed,
  scaleOf,
  toPicture,
  toStage,
  zoomPercent,
  zoomedBy,
} from '../../../webview/chat/lightboxGeometry.ts';

/** A wide picture on a square stage, with black above and below. */
const wide: Stage = { picture: { width: 2000, height: 1000 }, stage: { width: 400, height: 400 }, pixelRatio: 1 };
const fit = fitted(wide.picture);

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-6, `${String(actual)} is not ${String(expected)}`);
}

describe('the geometry of the lightbox', () => {
  it('fits the whole picture into the middle of the stage', () => {
    assert.equal(fitScale(wide), 0.2);
    assert.deepEqual(placed(fit, wide), { x: 0, y: 100, width: 400, height: 200 });
    assert.equal(isZoomed(fit, wide), false);
    assert.equal(zoomPercent(fit, wide), 20);
    assert.equal(zoomPercent(fit, { ...wide, pixelRatio: 2 }), 40, 'of device pixels');
  });

  it('enlarges a small picture to the stage', () => {
    const small = { ...wide, picture: { width: 40, height: 20 } };
    assert.deepEqual(placed(fitted(small.picture), small), { x: 0, y: 100, width: 400, height: 200 });
  });

  it('keeps what is under the pointer while it zooms', () => {
    const at = { x: 130, y: 190 };
    const before = toPicture(at, fit, wide);
    // So large that no edge holds it.
    const zoomed = zoomedBy(5, at, zoomedBy(2, at, fit, wide), wide);
    const after = toPicture(at, zoomed, wide);
    near(after.x, before.x);
    assert.equal(isZoomed(zoomed, wide), true);
    near(scaleOf(zoomed, wide), 2);
  });

  it('comes back to what fits, and no further out', () => {
    const at = { x: 10, y: 10 };
    const there = zoomedBy(3, at, fit, wide);
    assert.deepEqual(zoomedBy(1 / 3, at, there, wide), fit);
    assert.deepEqual(zoomedBy(0.01, at, there, wide), fit);
    const deep = zoomedBy(1e9, at, fit, wide);
    assert.equal(deep.scale, 32);
  });

  it('shows pixel for pixel in device pixels, also of a picture that is smaller than the stage', () => {
    assert.equal(actualSize(fit, wide).scale, 1);
    assert.equal(actualSize(fit, { ...wide, pixelRatio: 2 }).scale, 0.5);
    const small = { ...wide, picture: { width: 40, height: 20 } };
    const actual = actualSize(fitted(small.picture), small);
    assert.deepEqual(placed(actual, small), { x: 180, y: 190, width: 40, height: 20 });
    assert.equal(isZoomed(actual, small), false);
  });

  it('pans to the edges and not past them, and not across what is smaller than the stage', () => {
    const twice = zoomedBy(2, { x: 200, y: 200 }, fit, wide);
    assert.deepEqual(placed(twice, wide), { x: -200, y: 0, width: 800, height: 400 });
    const right = pannedBy({ x: 50, y: 70 }, twice, wide);
    assert.deepEqual(placed(right, wide), { x: -150, y: 0, width: 800, height: 400 });
    assert.equal(placed(pannedBy({ x: 9999, y: 0 }, twice, wide), wide).x, 0);
    assert.equal(placed(pannedBy({ x: -9999, y: 0 }, twice, wide), wide).x, -400);
    assert.deepEqual(placed(pannedBy({ x: 30, y: 30 }, fit, wide), wide), placed(fit, wide));
  });

  it('finds the part of the picture on the stage, and back', () => {
    const view = zoomedBy(4, { x: 20, y: 150 }, fit, wide);
    const part = toStage({ x: 100, y: 50, width: 300, height: 200 }, view, wide);
    const corner = toPicture(part, view, wide);
    near(corner.x, 100);
    near(corner.y, 50);
    const other = toPicture({ x: part.x + part.width, y: part.y + part.height }, view, wide);
    near(other.x, 400);
    near(other.y, 250);
  });

  it('asks for every pixel only when there are more, and they would be seen', () => {
    const zoomed = (scale: number) => ({ scale, centre: { x: 1000, y: 500 } });
    assert.equal(needsEveryPixel(fit, 640, { ...wide, pixelRatio: 4 }), false, 'it was not zoomed');
    assert.equal(needsEveryPixel(zoomed(0.3), 640, wide), false);
    assert.equal(needsEveryPixel(zoomed(0.4), 640, wide), true);
    assert.equal(needsEveryPixel(zoomed(0.3), 640, { ...wide, pixelRatio: 2 }), true);
    assert.equal(needsEveryPixel(zoomed(5), 2000, wide), false, 'the preview has them all');
  });
});
