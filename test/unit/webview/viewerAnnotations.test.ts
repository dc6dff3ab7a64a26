/** Orientation letters as the picture is turned, and the scale bar. */
import assert from 'node:assert/strict';
import { orientationWords, pictureBox, shownOrientation } from '../../../webview/viewer/orientationLetters.ts';
import { scaleBar } from '../../../webview/viewer/scaleBar.ts';
import { initialState } from '../../../webview/viewer/viewerModel.ts';
import { fromMemory, toMemory } from '../../../webview/viewer/viewMemory.ts';
import { type Placement, apply, fitted, flipped, imageToPane, rotated } from '../../../webview/viewer/viewport.ts';

const axial = { left: 'R', right: 'L', top: 'A', bottom: 'P' };
const raster = { columns: 40, rows: 20, pixelAspect: 1 };
const pane = { width: 400, height: 400 };

/** Every way in which a picture can lie. */
const PLACEMENTS: readonly Placement[] = [false, true].flatMap((mirrored) =>
  ([0, 90, 180, 270] as const).map((rotation) => ({ ...fitted, rotation, mirrored })),
);

describe('orientation letters', () => {
  it('go with the sides of the picture, however it is turned and mirrored', () => {
    for (const placement of PLACEMENTS) {
      const toPane = imageToPane(raster, placement, pane);
      const shown = shownOrientation(axial, placement);
      const middle = apply(toPane, { x: 20, y: 10 });
      // Where the middle of each side of the image has gone, by the geometry that draws it.
      for (const [side, x, y] of [
        ['left', 0, 10],
        ['right', 40, 10],
        ['top', 20, 0],
        ['bottom', 20, 20],
      ] as const) {
        const { x: toX, y: toY } = apply(toPane, { x, y });
        const [dx, dy] = [toX - middle.x, toY - middle.y];
        const edge = Math.abs(dx) > Math.abs(dy) ? (dx < 0 ? 'left' : 'right') : dy < 0 ? 'top' : 'bottom';
        assert.equal(shown[edge], axial[side], `${side} of ${JSON.stringify(placement)}`);
      }
    }
  });

  it('come back after four turns and after two flips', () => {
    const turned = [90, 90, 90, 90].reduce<Placement>((placement) => rotated(placement, 90), fitted);
    assert.deepEqual(shownOrientation(axial, turned), axial);
    assert.deepEqual(shownOrientation(axial, flipped(flipped(rotated(fitted, 90), 'vertical'), 'vertical')), {
      left: 'P',
      right: 'A',
      top: 'R',
      bottom: 'L',
    });
  });

  it('are said in words', () => {
    assert.equal(
      orientationWords({ left: 'R', right: 'L', top: 'AH', bottom: 'PF' }),
      'left edge: patient right; right edge: patient left; top edge: patient anterior head; bottom edge: patient posterior foot',
    );
  });

  it('stand at the picture, or at the pane where the picture goes on', () => {
    assert.deepEqual(pictureBox(raster, imageToPane(raster, fitted, pane), pane), {
      left: 0,
      top: 100,
      right: 400,
      bottom: 300,
    });
    const zoomed: Placement = { ...fitted, magnification: { of: 'fit', times: 8 }, rotation: 90 };
    assert.deepEqual(pictureBox(raster, imageToPane(raster, zoomed, pane), pane), {
      left: 0,
      top: 0,
      right: 400,
      bottom: 400,
    });
  });
});

describe('scale bar', () => {
  const patient = { rowMm: 2, columnMm: 0.5, at: 'patient' } as const;

  it('is as long as it says, along the screen’s horizontal', () => {
    for (const placement of PLACEMENTS) {
      const toPane = imageToPane({ ...raster, pixelAspect: 4 }, placement, pane);
      const bar = scaleBar(patient, toPane, 150);
      assert.ok(bar !== undefined);
      // Back to image pixels, and from there to millimetres.
      const lying = placement.rotation % 180 === 0;
      const pixels = bar.length / Math.abs(lying ? toPane.a : toPane.c);
      assert.ok(Math.abs(pixels * (lying ? 0.5 : 2) - bar.mm) < 1e-9, JSON.stringify(placement));
      assert.ok(bar.length <= 150 && bar.length > 150 / 2.6);
    }
  });

  it('goes in steps of 1, 2 and 5, in the unit that suits', () => {
    const text = (perPixel: number, longest = 100): string | undefined =>
      scaleBar({ rowMm: 1, columnMm: perPixel, at: 'patient' }, { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 }, longest)?.text;
    assert.deepEqual(
      [1, 0.49, 0.2, 0.1, 0.05, 0.01, 0.003, 0.0005].map((perPixel) => text(perPixel)),
      ['10 cm', '2 cm', '2 cm', '1 cm', '5 mm', '1 mm', '0.2 mm', '50 µm'],
    );
    assert.equal(text(1, 99.999), '5 cm');
  });

  it('says where it holds, and is not there where the image has no scale', () => {
    const toPane = imageToPane(raster, fitted, pane);
    assert.equal(scaleBar({ rowMm: 0.1, columnMm: 0.1, at: 'detector' }, toPane, 100)?.text, '1 mm at the detector');
    assert.equal(scaleBar({ rowMm: 0.1, columnMm: 0.1, at: 'scannedFilm' }, toPane, 100)?.text, '1 mm on the film');
    assert.equal(scaleBar(undefined, toPane, 100), undefined);
  });
});

describe('what the editor keeps of a view', () => {
  it('has regions and whether there are letters; a memory from before has letters', () => {
    const region = {
      kind: 'ellipse',
      points: [
        { x: 1, y: 2 },
        { x: 3, y: 4 },
      ],
    } as const;
    const state = {
      ...initialState,
      tool: 'rectangle',
      annotations: false,
      measurements: { 'a#0': [region] },
    } as const;
    const kept = fromMemory(JSON.parse(JSON.stringify(toMemory(state))));
    assert.deepEqual([kept?.tool, kept?.annotations, kept?.measurements], ['rectangle', false, { 'a#0': [region] }]);
    const { annotations: _annotations, ...before } = toMemory(state) as Record<string, unknown>;
    assert.equal(fromMemory(before)?.annotations, true);
  });

  it('does not have what was only begun', () => {
    const begun = {
      kind: 'distance',
      points: [
        { x: 1, y: 2 },
        { x: 1, y: 2 },
      ],
    } as const;
    const state = { ...initialState, measurements: { 'a#0': [begun] } };
    assert.deepEqual(fromMemory(toMemory(state))?.measurements, { 'a#0': [] });
  });
});
