import assert from 'node:assert/strict';
import { autoWindow } from '../../../src/display/autoWindow.ts';
import { displayTable } from '../../../src/display/displayTable.ts';
import type { MonochromeFrame, Samples } from '../../../src/display/frameImage.ts';
import { renderFrame } from '../../../src/display/renderFrame.ts';
import { valueRange } from '../../../src/display/valueRange.ts';
import { windowTransform } from '../../../src/display/voiTransform.ts';
import { monochromeFrame } from './monochromeFrame.ts';

const greys = (frame: MonochromeFrame): number[] =>
  [...renderFrame(frame, undefined).rgb].filter((_, i) => i % 3 === 0);
/** 100 values from 0 up, each once, and one far out. */
const ramp = (length: number): number[] => Array.from({ length }, (_, i) => i);

describe('display table', () => {
  it('has the grey level of every stored value of the type', () => {
    const types: readonly Samples[] = [new Uint8Array(1), new Int8Array(1), new Uint16Array(1), new Int16Array(1)];
    const tables = types.map((samples) =>
      displayTable(monochromeFrame(samples), windowTransform({ center: 128, width: 256 }, 'LINEAR')),
    );
    assert.deepEqual(
      tables.map((table) => table && [table.low, table.levels.length]),
      [
        [0, 256],
        [-128, 256],
        [0, 65536],
        [-32768, 65536],
      ],
    );
    assert.equal(
      displayTable(monochromeFrame(new Int32Array(1)), (value) => value),
      undefined,
    );
    assert.deepEqual(
      [0, 7, 255].map((stored) => tables[2]?.levels[stored]),
      [0, 7, 255],
    );
  });

  it('shows wide samples as narrow ones', () => {
    const values = [-300, -1, 0, 7, 450];
    for (const more of [
      {},
      { inverted: true },
      { padding: [-300, -1] as const },
      { modality: { kind: 'linear', slope: -2.5, intercept: 4 } as const },
    ]) {
      assert.deepEqual(
        greys(monochromeFrame(Int32Array.from(values), more)),
        greys(monochromeFrame(Int16Array.from(values), more)),
      );
    }
  });

  it('shows infinities as the ends, and what is no number black', () => {
    assert.deepEqual(greys(monochromeFrame(Float32Array.of(-Infinity, 0, NaN, 1, Infinity))), [0, 0, 0, 255, 255]);
    assert.deepEqual(greys(monochromeFrame(Float32Array.of(NaN, NaN))), [0, 0]);
  });

  it('asks for each value of the type once, however many pixels there are: it is built anew at every step of a drag', () => {
    let asked = 0;
    const counting = (value: number): number => {
      asked++;
      return value / 256;
    };
    displayTable(monochromeFrame(new Uint16Array(200_000)), counting);
    assert.equal(asked, 65_536);
  });
});

describe('value range', () => {
  it('is that of the modality values, without padding', () => {
    const samples = Int16Array.of(-2000, 5, 10);
    assert.deepEqual(valueRange(monochromeFrame(samples)), [-2000, 10]);
    assert.deepEqual(valueRange(monochromeFrame(samples, { padding: [-2000, -2000] })), [5, 10]);
    assert.deepEqual(
      valueRange(
        monochromeFrame(samples, { padding: [-2000, 0], modality: { kind: 'linear', slope: -2, intercept: 1 } }),
      ),
      [-19, -9],
    );
    const table = { first: 0, entries: Uint16Array.of(9, 3, 5), bits: 8 };
    assert.deepEqual(
      valueRange(monochromeFrame(Uint8Array.of(0, 1, 2), { modality: { kind: 'table', table } })),
      [3, 9],
    );
    assert.deepEqual(valueRange(monochromeFrame(Int16Array.of(7), { padding: [7, 7] })), [0, 0], 'nothing but padding');
  });
});

describe('auto window', () => {
  it('goes from the 1st to the 99.5th percentile', () => {
    const { center, width } = autoWindow(monochromeFrame(Uint16Array.from([...ramp(1000), 60_000])));
    assert.deepEqual([center - (width - 1) / 2 - 0.5, center + (width - 1) / 2 - 0.5], [10, 995]);
  });

  it('does not count padding, and follows a negative slope', () => {
    const padded = Int16Array.from([...ramp(1000), ...Array.from({ length: 5000 }, () => -2000)]);
    const window = autoWindow(
      monochromeFrame(padded, { padding: [-2000, -2000], modality: { kind: 'linear', slope: -1, intercept: 0 } }),
    );
    assert.deepEqual(window, { center: -497, width: 986 });
  });

  it('works on wide integers and fractions', () => {
    const whole = autoWindow(monochromeFrame(Int32Array.from(ramp(1000).map((value) => value * 1000))));
    assert.ok(Math.abs(whole.width - 986_000) < 2000, `width ${whole.width}`);
    const fractions = autoWindow(monochromeFrame(Float32Array.from([NaN, ...ramp(1000).map((value) => value / 1000)])));
    assert.ok(Math.abs(fractions.width - 0.985) < 0.002, `width ${fractions.width}`);
  });

  it('has a positive width for an image of one value', () => {
    for (const samples of [Uint8Array.of(5, 5), Float32Array.of(5, 5), Int32Array.of(5, 5)])
      assert.ok(autoWindow(monochromeFrame(samples)).width > 0);
  });
});
