/** Features of images that are made to compare two encoders by. */
import type { Vision } from './nativeAddon.ts';

/** Where the file does not say how large its images are. */
const someSize = 336;

/** Of two images, one behind the other: smooth shapes as in a scan, and noise. */
export async function probeFeatures(vision: Vision, imageSize: number): Promise<Float32Array> {
  const size = imageSize || someSize;
  const features: Float32Array[] = [];
  for (const brightness of [smooth, noise()]) {
    const encoded = await vision.encode(picture(size, brightness), size, size);
    if (encoded === null) throw new Error('stopped');
    features.push(encoded.features());
    encoded.dispose();
  }
  const all = new Float32Array(features.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const values of features) {
    all.set(values, at);
    at += values.length;
  }
  return all;
}

/** Of a point at `x`, `y` in 0 to 1: 0 to 1. */
type Brightness = (x: number, y: number) => number;

function picture(size: number, brightness: Brightness): Uint8Array {
  const rgb = new Uint8Array(size * size * 3);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const at = (y * size + x) * 3;
      rgb.fill(Math.round(255 * brightness(x / size, y / size)), at, at + 3);
    }
  }
  return rgb;
}

const smooth: Brightness = (x, y) => 0.5 + 0.3 * Math.sin(9 * x + 4 * y) * Math.cos(7 * y - 3 * x * y);

/** The same on every machine: a linear congruential generator (Numerical Recipes). */
function noise(): Brightness {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
