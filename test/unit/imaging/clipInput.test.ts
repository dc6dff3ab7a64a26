import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { clipInput } from '../../../src/imaging/modelInput/clipInput.ts';
import type { RgbImage } from '../../../src/imaging/samples/rgbImage.ts';
import { noise } from './noise.ts';

const PAD = [122, 116, 104] as const;

interface Golden {
  readonly width: number;
  readonly height: number;
  readonly size: number;
  readonly sha256: string;
}

const golden = JSON.parse(readFileSync(new URL('pillow.golden.json', import.meta.url), 'utf8')) as readonly Golden[];

function noiseImage(width: number, height: number): RgbImage {
  return { width, height, rgb: noise(width * height * 3) };
}

function prepared(image: RgbImage, imageSize: number): Uint8Array {
  return clipInput(image, { kind: 'padToSquare', imageSize, padColor: PAD }).rgb;
}

/** Pads and resamples in floating point, pixel by pixel from the definition of antialiased bicubic interpolation. */
function reference({ width, height, rgb }: RgbImage, size: number): Float64Array {
  const side = Math.max(width, height);
  const left = Math.floor((side - width) / 2);
  const top = Math.floor((side - height) / 2);
  const at = (x: number, y: number, channel: number): number => {
    const inside = x >= left && x < left + width && y >= top && y < top + height;
    return inside ? rgb[((y - top) * width + (x - left)) * 3 + channel]! : PAD[channel]!;
  };
  const kernel = (distance: number): number => {
    const d = Math.abs(distance);
    if (d < 1) return 1.5 * d ** 3 - 2.5 * d ** 2 + 1;
    return d < 2 ? -0.5 * d ** 3 + 2.5 * d ** 2 - 4 * d + 2 : 0;
  };
  const stretch = Math.max(side / size, 1);
  const weights = Array.from({ length: size }, (_, out) => {
    const center = ((out + 0.5) * side) / size - 0.5;
    const taps = Array.from({ length: side }, (_, x) => ({ x, weight: kernel((x - center) / stretch) })).filter(
      ({ weight }) => weight !== 0,
    );
    const sum = taps.reduce((total, { weight }) => total + weight, 0);
    return taps.map(({ x, weight }) => ({ x, weight: weight / sum }));
  });
  const result = new Float64Array(size * size * 3);
  weights.forEach((vertical, y) => {
    weights.forEach((horizontal, x) => {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (const v of vertical) for (const h of horizontal) sum += v.weight * h.weight * at(h.x, v.x, channel);
        result[(y * size + x) * 3 + channel] = Math.min(Math.max(sum, 0), 255);
      }
    });
  });
  return result;
}

describe('clipInput', () => {
  for (const { width, height, size, sha256 } of golden) {
    it(`equals Pillow's pixels for ${width} × ${height} → ${size}`, () => {
      const rgb = prepared(noiseImage(width, height), size);
      assert.equal(createHash('sha256').update(rgb).digest('hex'), sha256);
    });
  }

  it('agrees with bicubic interpolation in floating point, up to rounding', () => {
    for (const [width, height, size] of [
      [31, 20, 12],
      [9, 17, 30],
    ] as const) {
      const image: RgbImage = { width, height, rgb: noise(width * height * 3).map((value) => 64 + (value >> 1)) };
      const expected = reference(image, size);
      const worst = prepared(image, size).reduce((max, value, i) => Math.max(max, Math.abs(value - expected[i]!)), 0);
      assert.ok(worst <= 1.5, `differs by ${worst}`);
    }
  });

  it('pads with the mean colour, the image in the middle', () => {
    const rgb = prepared({ width: 2, height: 4, rgb: new Uint8Array(2 * 4 * 3) }, 4);
    assert.deepEqual([...rgb.subarray(0, 12)], [...PAD, 0, 0, 0, 0, 0, 0, ...PAD]);
  });

  it('pads a strip that would not fit in memory as a square', () => {
    const strip = { width: 2, height: 60_000, rgb: noise(2 * 60_000 * 3) };
    const rgb = prepared(strip, 8);
    assert.deepEqual([...rgb.subarray(0, 3)], [...PAD]);
    // A ten-thousandth of a column's pixels is the strip.
    assert.deepEqual([...rgb.subarray(4 * 3, 5 * 3)], [...PAD]);
  });

  it('names the pixels by their SHA-256', () => {
    const image = clipInput(noiseImage(8, 8), { kind: 'padToSquare', imageSize: 4, padColor: PAD });
    assert.equal(image.sha256, createHash('sha256').update(image.rgb).digest('hex'));
    assert.deepEqual([image.width, image.height, image.rgb.length], [4, 4, 48]);
  });

  it('hands over the displayed pixels to a projector that prepares them itself', () => {
    const image = noiseImage(7, 5);
    const native = clipInput(image, { kind: 'native' });
    assert.deepEqual([native.width, native.height], [7, 5]);
    assert.deepEqual(native.rgb, image.rgb);
  });
});
