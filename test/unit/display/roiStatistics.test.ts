/** Statistics of a region, held against a plain count over every pixel of the frame. */
import assert from 'node:assert/strict';
import type { FrameImage, MonochromeFrame, Samples } from '../../../src/display/frameImage.ts';
import { modalityValue } from '../../../src/display/modalityValue.ts';
import { type RoiShape, type RoiStatistics, roiStatistics } from '../../../src/display/roiStatistics.ts';
import { monochromeFrame } from './monochromeFrame.ts';

function frame(samples: Samples, columns: number, more: Partial<MonochromeFrame> = {}): MonochromeFrame {
  return { ...monochromeFrame(samples, more), columns, rows: samples.length / columns };
}

/** In two passes, pixel by pixel, straight from the definition. */
function counted(image: MonochromeFrame, { kind, from, to }: RoiShape): RoiStatistics {
  const value = modalityValue(image.modality);
  const values: number[] = [];
  for (let y = 0; y < image.rows; y++) {
    for (let x = 0; x < image.columns; x++) {
      const [dx, dy] = [x + 0.5 - (from.x + to.x) / 2, y + 0.5 - (from.y + to.y) / 2];
      const [rx, ry] = [Math.abs(to.x - from.x) / 2, Math.abs(to.y - from.y) / 2];
      const isIn =
        kind === 'rectangle' ? Math.abs(dx) <= rx && Math.abs(dy) <= ry : (dx / rx) ** 2 + (dy / ry) ** 2 <= 1;
      const stored = image.samples[y * image.columns + x]!;
      const [low, high] = image.padding ?? [1, 0];
      if (isIn && Number.isFinite(stored) && !(stored >= low && stored <= high)) values.push(value(stored));
    }
  }
  if (values.length === 0) return { pixels: 0, channels: [] };
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length);
  return { pixels: values.length, channels: [{ mean, sd, min: Math.min(...values), max: Math.max(...values) }] };
}

function agree(image: MonochromeFrame, shape: RoiShape): void {
  const [found, expected] = [roiStatistics(image, shape), counted(image, shape)];
  const where = JSON.stringify(shape);
  assert.equal(found.pixels, expected.pixels, where);
  const [one, other] = [found.channels[0], expected.channels[0]];
  assert.equal(one === undefined, other === undefined, where);
  if (one === undefined || other === undefined) return;
  assert.deepEqual([one.min, one.max], [other.min, other.max], where);
  assert.ok(Math.abs(one.mean - other.mean) <= 1e-9 * Math.max(1, Math.abs(other.mean)), where);
  assert.ok(Math.abs(one.sd - other.sd) <= 1e-7 * Math.max(1, other.sd), where);
}

/** The same numbers every time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

describe('statistics of a region', () => {
  const next = numbers(7);
  const samples = Int16Array.from({ length: 61 * 47 }, () => next() * 3000 - 1000);
  const ct = frame(samples, 61, { modality: { kind: 'linear', slope: 1, intercept: -1024 }, padding: [-1000, -900] });

  it('of a rectangle by hand: whole pixels, modality values, this very population', () => {
    const image = frame(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9), 3, {
      modality: { kind: 'linear', slope: 2, intercept: 10 },
    });
    assert.deepEqual(roiStatistics(image, { kind: 'rectangle', from: { x: 3, y: 2 }, to: { x: 1, y: 0 } }), {
      pixels: 4,
      channels: [{ mean: 18, sd: Math.sqrt(10), min: 14, max: 22 }],
    });
  });

  it('agrees with a count over every pixel, wherever the region lies', () => {
    for (let i = 0; i < 400; i++) {
      const point = (): { x: number; y: number } => ({
        x: Math.round((next() * 90 - 15) * 4) / 4,
        y: Math.round((next() * 75 - 15) * 4) / 4,
      });
      agree(ct, { kind: i % 2 === 0 ? 'ellipse' : 'rectangle', from: point(), to: point() });
    }
  });

  it('takes pixels on the very edge', () => {
    // Centres at 3 and 4 from the middle lie on a circle of radius 5.
    const circle: RoiShape = { kind: 'ellipse', from: { x: 5.5, y: 5.5 }, to: { x: 15.5, y: 15.5 } };
    agree(ct, circle);
    const ones = frame(new Uint8Array(400).fill(1), 20);
    assert.equal(roiStatistics(ones, circle).pixels, 81, 'the lattice points of a circle of radius 5');
  });

  it('leaves out padding and what is no number, and looks values up in a table', () => {
    agree(frame(Float32Array.of(1.5, NaN, -2, Infinity, 7, 3), 3), {
      kind: 'rectangle',
      from: { x: 0, y: 0 },
      to: { x: 3, y: 2 },
    });
    const table = { first: 0, entries: Uint16Array.from({ length: 256 }, (_, i) => (i * 37) % 256), bits: 8 };
    agree(
      frame(
        Uint8Array.from({ length: 64 }, (_, i) => i * 4),
        8,
        { modality: { kind: 'table', table } },
      ),
      {
        kind: 'ellipse',
        from: { x: 1, y: 0.5 },
        to: { x: 7.2, y: 6 },
      },
    );
    assert.deepEqual(
      roiStatistics(frame(Uint8Array.of(0, 0), 2, { padding: [0, 0] }), {
        kind: 'rectangle',
        from: { x: 0, y: 0 },
        to: { x: 2, y: 1 },
      }),
      { pixels: 0, channels: [] },
    );
  });

  it('keeps a small spread of large values', () => {
    const dose = frame(
      Uint32Array.from({ length: 1000 }, (_, i) => 4_000_000_000 + (i % 2)),
      50,
    );
    const [{ sd, mean } = { sd: 0, mean: 0 }] = roiStatistics(dose, {
      kind: 'rectangle',
      from: { x: 0, y: 0 },
      to: { x: 50, y: 20 },
    }).channels;
    assert.deepEqual([mean, sd], [4_000_000_000.5, 0.5]);
  });

  it('of colour are those of red, green and blue', () => {
    const colour: FrameImage = {
      kind: 'colour',
      rows: 1,
      columns: 3,
      frame: 0,
      pixelAspect: 1,
      spacing: undefined,
      orientation: undefined,
      overlays: [],
      notes: [],
      rgb: Uint8Array.of(0, 10, 20, 10, 10, 40, 255, 255, 255),
    };
    assert.deepEqual(roiStatistics(colour, { kind: 'rectangle', from: { x: 0, y: 0 }, to: { x: 2, y: 1 } }), {
      pixels: 2,
      channels: [
        { mean: 5, sd: 5, min: 0, max: 10 },
        { mean: 10, sd: 0, min: 10, max: 10 },
        { mean: 30, sd: 10, min: 20, max: 40 },
      ],
    });
  });
});
