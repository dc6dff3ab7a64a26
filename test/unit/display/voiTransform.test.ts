import assert from 'node:assert/strict';
import type { FileVoi, LookupTable, VoiFunction } from '../../../src/display/frameImage.ts';
import { fullRangeWindow, voiInForce, windowTransform } from '../../../src/display/voiTransform.ts';
import { monochromeFrame } from './monochromeFrame.ts';

const table = (first: number, entries: readonly number[], bits: number): LookupTable => ({
  first,
  entries: Uint16Array.from(entries),
  bits,
});

describe('VOI', () => {
  const shades = (center: number, width: number, fn: VoiFunction, inputs: readonly number[]): number[] =>
    inputs.map(windowTransform({ center, width }, fn));

  it('LINEAR follows the table of PS3.3 C.11.2.1.2.1', () => {
    // Its examples: c = 2048, w = 4096: 0 → 0, 4095 → 255; c = 2048, w = 1: x < 2048 → 0, else 255; c = 0, w = 100; c =
    // 0, w = 1.
    assert.deepEqual(shades(2048, 4096, 'LINEAR', [-1, 0, 4095, 4096]), [0, 0, 255, 255]);
    assert.deepEqual(shades(2048, 1, 'LINEAR', [2047, 2048]), [0, 255]);
    assert.deepEqual(shades(0, 100, 'LINEAR', [-50, 49]), [0, 255]);
    assert.deepEqual(shades(0, 1, 'LINEAR', [-1, 0]), [0, 255]);
    assert.ok(Math.abs(windowTransform({ center: 0, width: 100 }, 'LINEAR')(-0.5) - 127.5) < 1e-9);
  });

  it('LINEAR_EXACT and SIGMOID follow their formulas', () => {
    assert.deepEqual(shades(0, 100, 'LINEAR_EXACT', [-50, -25, 0, 50, 99]), [0, 63.75, 127.5, 255, 255]);
    const [low, middle, high] = shades(10, 20, 'SIGMOID', [0, 10, 20]);
    assert.equal(middle, 127.5);
    assert.ok(Math.abs(low! - 255 / (1 + Math.exp(2))) < 1e-9 && Math.abs(low! + high! - 255) < 1e-9);
  });

  it('a full range shows its ends as black and white', () => {
    for (const [min, max] of [
      [-1024, 3071],
      [0, 1],
      [0.25, 0.75],
    ] as const) {
      for (const fn of ['LINEAR', 'LINEAR_EXACT'] as const) {
        const transform = windowTransform(fullRangeWindow(min, max, fn), fn);
        assert.deepEqual([transform(min), transform(max)], [0, 255]);
      }
    }
  });

  const voi: FileVoi = {
    function: 'LINEAR',
    windows: [
      { center: 40, width: 400, explanation: 'SOFT' },
      { center: -600, width: 1500, explanation: 'LUNG' },
    ],
    luts: [
      { table: table(0, [0, 1023], 10), explanation: undefined },
      { table: table(0, [1023, 0], 10), explanation: 'NEGATIVE' },
    ],
    invalidWindow: false,
  };

  it("takes the file's first LUT, else its first window, else the full range", () => {
    const frame = monochromeFrame(Int16Array.of(-5, 5), { voi });
    const inForce = (each: typeof frame, choice?: Parameters<typeof voiInForce>[1]) => {
      const { window, lut, source } = voiInForce(each, choice);
      return { window, lut, source };
    };
    assert.deepEqual(inForce(frame), { window: undefined, lut: 0, source: 'file' });
    assert.deepEqual(inForce({ ...frame, voi: { ...voi, luts: [] } }), {
      window: { center: 40, width: 400 },
      lut: undefined,
      source: 'file',
    });
    assert.deepEqual(inForce({ ...frame, voi: { ...voi, luts: [], windows: [] } }), {
      window: { center: 0.5, width: 11 },
      lut: undefined,
      source: 'fullRange',
    });
  });

  it('takes what a person chooses', () => {
    const frame = monochromeFrame(Int16Array.of(0, 1), { voi });
    assert.deepEqual([0, 1].map(voiInForce(frame, { kind: 'lut', index: 1 }).transform), [255, 0]);
    const { window, source } = voiInForce(frame, { kind: 'window', center: 1, width: 2 });
    assert.deepEqual([window, source], [{ center: 1, width: 2 }, 'user']);
    assert.equal(voiInForce(frame, { kind: 'lut', index: 7 }).lut, 0, 'a LUT that this frame has not got');
  });

  it('shows fractions by LINEAR_EXACT, as LINEAR is made for whole numbers', () => {
    const frame = monochromeFrame(Float32Array.of(0, 0.5, 1), {
      voi: { ...voi, luts: [], windows: [{ center: 0.5, width: 1, explanation: undefined }] },
    });
    assert.deepEqual([0, 0.5, 1].map(voiInForce(frame, undefined).transform), [0, 127.5, 255]);
  });
});
