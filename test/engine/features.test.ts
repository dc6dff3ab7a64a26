import assert from 'node:assert/strict';
import type { ImageFeatures, ModelImage } from '../../src/protocol/engine.ts';
import { writeRandomPair } from '../fixtures/randomGguf.ts';
import { referenceFeatures } from './clipReference.ts';
import { demoPair } from '../../src/assistant/demoPair.ts';
import { disposeEngines, loadOptions, randomImage, root, startEngine, temporaryFolder } from './engineUnderTest.ts';

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
  this.timeout(300_000);
  const folder = temporaryFolder();
  after(disposeEngines);

  const expectReference = async (
    pair: { modelPath: string; projectorPath: string },
    images: (size: number) => readonly ModelImage[],
  ): Promise<void> => {
    const engine = await startEngine();
    const { projector } = await engine.load(loadOptions(pair));
    for (const image of images(projector?.imageSize ?? 0)) {
      const features = await engine.imageFeatures(image);
      const reference = referenceFeatures(pair.projectorPath, image.rgb);
      assert.equal(features.tokens, projector?.tokensPerImage);
      assert.equal(features.tokens, reference.length);
      assert.equal(features.width, reference[0]?.length);
      const { mean, min } = summary(cosines(features, reference));
      assert.ok(mean >= 0.999 && min >= 0.99, `cosine mean ${mean.toFixed(5)}, min ${min.toFixed(5)}`);
    }
  };
  const twoImages = (size: number): ModelImage[] => [1, 2].map((seed) => randomImage(size, seed));

  it("are CLIP's, from all layers that the file stores", async () => {
    await expectReference(writeRandomPair(folder, 'all-layers', { seed: 3 }), twoImages);
  });

  it("are CLIP's, from the layer that the file names", async () => {
    await expectReference(writeRandomPair(folder, 'named-layer', { seed: 4, featureLayer: 2 }), twoImages);
  });

  it("are CLIP's with the demo model", async () => {
    const pair = await demoPair(root);
    await expectReference(pair, twoImages);
  });
});
