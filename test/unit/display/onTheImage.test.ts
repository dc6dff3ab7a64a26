import assert from 'node:assert/strict';
import { distanceMm, distancePixels } from '../../../src/display/distanceMm.ts';
import type { OverlayPlane } from '../../../src/display/frameImage.ts';
import { paintOverlays } from '../../../src/display/paintOverlays.ts';
import { voiPresets } from '../../../src/display/presets.ts';
import { monochromeFrame } from './monochromeFrame.ts';

describe('distances', () => {
  it('are in mm by the spacing of rows and columns', () => {
    const spacing = { rowMm: 2, columnMm: 0.5, at: 'patient' } as const;
    assert.equal(distanceMm({ x: 0, y: 0 }, { x: 6, y: 2 }, spacing), 5);
    assert.equal(distanceMm({ x: 6, y: 2 }, { x: 0, y: 0 }, spacing), 5);
  });

  it('are in widths of a pixel where nothing is known but its shape', () => {
    assert.equal(distancePixels({ x: 0, y: 0 }, { x: 3, y: 2 }, 2), 5);
  });
});

describe('overlays', () => {
  it('are painted where they lie, cut at the edges of the image', () => {
    const plane: OverlayPlane = {
      group: 0x6000,
      label: undefined,
      type: 'G',
      rows: 2,
      columns: 2,
      top: -1,
      left: 1,
      bits: Uint8Array.of(1, 1, 1, 1),
    };
    const target = new Uint8ClampedArray(2 * 2 * 4);
    paintOverlays([plane], 2, 2, [255, 200, 0], target);
    // Of the four pixels only the lower left one is on the image, at its upper right.
    assert.deepEqual([...target], [0, 0, 0, 0, 255, 200, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });
});

describe('presets', () => {
  it('are there for Hounsfield units only', () => {
    assert.deepEqual(voiPresets(monochromeFrame(new Int16Array(1))), []);
    assert.deepEqual(voiPresets(monochromeFrame(new Int16Array(1), { unit: 'Bq/ml' })), []);
    const lung = voiPresets(monochromeFrame(new Int16Array(1), { unit: 'HU' })).find(({ id }) => id === 'lung');
    assert.deepEqual([lung?.center, lung?.width], [-600, 1500]);
  });
});
