import assert from 'node:assert/strict';
import type { ImageFeatures } from '../../src/protocol/engine.ts';
import { randomPairGeometry, writeRandomPair } from '../fixtures/randomGguf.ts';
import { referenceFeatures } from './clipReference.ts';
import { disposeEngines, loadOptions, randomImage, startEngine, temporaryFolder } from './engineUnderTest.ts';

/** Cosine of each token's features with the reference's. */
function cosines(features: ImageFeatures, reference: readonly Float64Array[]): number[] {
  return reference.map((row, token) => {
    const ours = features.values.subarray(token * features.width, (token + 1) * features.width);
    let [dot, a, b] = [0, 0, 0];
    row.forEach((value, axis) => {
      const other = ours[axis] ?? 0;
      dot += value * other;
      a += value * value;
      b += other * other;
    });
    return dot / Math.sqrt(a * b);
  });
}

function summary(values: readonly number[]): { mean: number; min: number } {
  return { mean: values.reduce((sum, value) => sum + value, 0) / values.length, min: Math.min(...values) };
}

describe('image features against the reference implementation', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  after(disposeEngines);

  for (const [name, options] of [
    ['all stored layers', { seed: 3 }],
    ['the layer that the file names', { seed: 4, featureLayer: 2 }],
  ] as const) {
    it(`are CLIP's, with ${name}`, async () => {
      const pair = writeRandomPair(folder, name.replaceAll(' ', '-'), options);
      const engine = await startEngine();
      await engine.load(loadOptions(pair));
      for (const seed of [1, 2]) {
        const image = randomImage(randomPairGeometry.imageSize, seed);
        const features = await engine.imageFeatures(image);
        const reference = referenceFeatures(pair.projectorPath, image.rgb);
        assert.equal(features.tokens, reference.length);
        assert.equal(features.width, reference[0]?.length);
        const { mean, min } = summary(cosines(features, reference));
        assert.ok(mean >= 0.999 && min >= 0.99, `cosine mean ${mean.toFixed(5)}, min ${min.toFixed(5)}`);
      }
    });
  }
});
