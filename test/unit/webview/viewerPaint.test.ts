import assert from 'node:assert/strict';
import type { ColourFrame, FrameImage, MonochromeFrame, Samples } from '../../../src/display/frameImage.ts';
import { renderFrame } from '../../../src/display/renderFrame.ts';
import { voiInForce } from '../../../src/display/voiTransform.ts';
import { type PaintedRegion, type RegionLook, paintRegion } from '../../../webview/viewer/paintRegion.ts';

const facts = {
  rows: 5,
  columns: 7,
  frame: 0,
  pixelAspect: 1,
  spacing: undefined,
  orientation: undefined,
  overlays: [],
  notes: [],
} as const;
const whole: RegionLook = { region: { x: 0, y: 0, width: 7, height: 5 }, step: 1, draft: false };

function grey(samples: Samples, more: Partial<MonochromeFrame> = {}): MonochromeFrame {
  return {
    ...facts,
    kind: 'monochrome',
    samples,
    modality: { kind: 'linear', slope: 1, intercept: -10 },
    unit: undefined,
    inverted: false,
    padding: undefined,
    voi: {
      function: 'LINEAR',
      windows: [{ center: 40, width: 90, explanation: undefined }],
      luts: [],
      invalidWindow: false,
    },
    ...more,
  };
}

const values = Array.from({ length: 35 }, (_, i) => (i * 37) % 101);
const colour: ColourFrame = {
  ...facts,
  kind: 'colour',
  rgb: Uint8Array.from({ length: 105 }, (_, i) => (i * 53) % 256),
};

function painted(frame: FrameImage, look: RegionLook): PaintedRegion {
  return paintRegion(frame, frame.kind === 'colour' ? undefined : voiInForce(frame, undefined).transform, look);
}

function level({ pixels, width }: PaintedRegion, x: number, y: number): readonly number[] {
  return [...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
}

describe('painting a region of a frame', () => {
  const frames: readonly (readonly [string, FrameImage])[] = [
    ['16-bit', grey(Uint16Array.from(values))],
    [
      'signed, inverted, padded',
      grey(
        Int16Array.from(values, (value) => value - 20),
        { inverted: true, padding: [-20, -10] },
      ),
    ],
    ['float', grey(Float32Array.from(values, (value) => value / 3))],
    [
      '32-bit',
      grey(
        Int32Array.from(values, (value) => value * 1000),
        { modality: { kind: 'linear', slope: 0.001, intercept: -10 } },
      ),
    ],
    ['colour', colour],
  ];
  for (const [name, frame] of frames) {
    it(`shows a ${name} frame as the display pipeline does`, () => {
      const { rgb } = renderFrame(frame, undefined);
      const expected = Uint8ClampedArray.from({ length: 35 * 4 }, (_, i) =>
        i % 4 === 3 ? 255 : rgb[Math.floor(i / 4) * 3 + (i % 4)]!,
      );
      assert.deepEqual(painted(frame, whole).pixels, expected);
    });

    it(`cuts a part out of a ${name} frame`, () => {
      const all = painted(frame, whole);
      const part = painted(frame, { region: { x: 2, y: 1, width: 4, height: 3 }, step: 1, draft: false });
      assert.deepEqual([part.width, part.height], [4, 3]);
      for (const [x, y] of [
        [0, 0],
        [3, 2],
        [1, 2],
      ] as const)
        assert.deepEqual(level(part, x, y), level(all, x + 2, y + 1));
    });

    it(`takes the mean of the blocks of a ${name} frame, also of those cut by its edge`, () => {
      const all = painted(frame, whole);
      const small = painted(frame, { ...whole, step: 3 });
      assert.deepEqual([small.width, small.height], [3, 2]);
      const mean = (xs: readonly number[], ys: readonly number[], channel: number): number => {
        const levels = ys.flatMap((y) => xs.map((x) => level(all, x, y)[channel]!));
        return Math.round(levels.reduce((sum, each) => sum + each, 0) / levels.length);
      };
      for (const channel of [0, 1, 2]) {
        assert.equal(level(small, 0, 0)[channel], mean([0, 1, 2], [0, 1, 2], channel));
        assert.equal(level(small, 2, 1)[channel], mean([6], [3, 4], channel));
      }
      assert.equal(level(small, 2, 1)[3], 255);
    });

    it(`takes one pixel of each block of a ${name} frame for a draft`, () => {
      const all = painted(frame, whole);
      const small = painted(frame, { ...whole, step: 3, draft: true });
      assert.deepEqual(level(small, 1, 0), level(all, 4, 1));
      assert.deepEqual(level(small, 2, 1), level(all, 6, 4));
    });
  }
});
