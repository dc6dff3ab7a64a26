import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'mocha';
import { ctTestObject } from '../../../src/phantoms/ctTestObject.ts';
import { ultrasoundLoop } from '../../../src/phantoms/ultrasoundLoop.ts';

const { parseDicom } = createRequire(import.meta.url)('dicom-parser') as typeof import('dicom-parser');

describe('ctTestObject', () => {
  it('is one series of slices at even distances, of known densities', () => {
    const slices = ctTestObject().map((bytes) => parseDicom(bytes));
    assert.equal(slices.length, 8);
    assert.equal(new Set(slices.map((slice) => slice.string('x0020000e'))).size, 1);
    assert.equal(new Set(slices.map((slice) => slice.string('x00080018'))).size, 8);
    assert.deepEqual(
      slices.map((slice) => slice.string('x00200032')?.split('\\')[2]),
      ['-21', '-15', '-9', '-3', '3', '9', '15', '21'],
    );
    const [first] = slices;
    assert.ok(first);
    const hu = (column: number, row: number): number =>
      (first.uint16('x7fe00010', row * 128 + column) ?? 0) + Number(first.string('x00281052'));
    assert.ok(Math.abs(hu(102, 64) - 950) < 40, 'Teflon at the right');
    assert.ok(hu(64, 26) < -960, 'air at the top');
    assert.ok(Math.abs(hu(40, 90)) < 40, 'water between');
  });
});

describe('ultrasoundLoop', () => {
  it('holds frames that beat, says how long each is shown, and is the same each time', () => {
    const loop = parseDicom(ultrasoundLoop());
    assert.equal(loop.string('x00280008'), '16');
    assert.equal(loop.string('x00181063'), '60');
    const pixels = ultrasoundLoop().subarray(-16 * 128 * 128);
    const dark = (frame: number): number =>
      pixels
        .subarray(frame * 128 * 128, (frame + 1) * 128 * 128)
        .filter((value, index) => value < 30 && Math.hypot((index % 128) - 64, Math.floor(index / 128) - 66) < 34)
        .length;
    assert.ok(dark(0) > 1.3 * dark(8), `${String(dark(0))} and ${String(dark(8))} dark pixels`);
    assert.deepEqual(ultrasoundLoop(), ultrasoundLoop());
  });
});
