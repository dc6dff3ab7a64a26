/** The demo model's quality is kept: `npm run quality` says the same, and keeps new figures with `-- --update`. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { demoPair } from '../../src/assistant/demoPair.ts';
import { createLocalServices, type LocalServices } from '../../src/assistant/localServices.ts';
import { measureQuality, QUALITY_SAMPLING, type Quality } from '../../src/evaluation/quality/measureQuality.ts';
import {
  changesSince,
  changeText,
  readBaseline,
  type QualityBaseline,
} from '../../src/evaluation/quality/qualityBaseline.ts';
import { root, temporaryFolder } from './engineUnderTest.ts';

describe('the quality of the demo model', function () {
  this.timeout(300_000);
  let services: LocalServices;
  let baseline: QualityBaseline;
  let quality: Quality;

  before(async () => {
    baseline = await readBaseline(join(root, 'models', 'demo', 'quality.json'));
    const pair = await demoPair(root);
    services = createLocalServices({
      distDir: join(root, 'dist'),
      settings: {
        load: () => ({ pair, gpu: 'cpu', contextSize: 0, threads: 0 }),
        sampling: () => QUALITY_SAMPLING,
      },
    });
    const { seed, count } = baseline;
    const wish = { folder: temporaryFolder(), seed, count, program: 'llava-med' };
    quality = await measureQuality(
      wish,
      { services, allowDamaged: false, modelPath: pair.modelPath },
      () => ({}),
      new AbortController().signal,
    );
  });

  after(() => services.dispose());

  it('is no worse than the figures that are kept of it', () => {
    const { worse, better } = changesSince(baseline, quality.figures);
    assert.deepEqual(worse.map(changeText), []);
    if (better.length > 0)
      console.log(`better: ${better.map(changeText).join(', ')}; keep it with: npm run quality -- --update`);
  });

  it('is measured on all that is kept, of this very model', () => {
    assert.deepEqual(Object.keys(quality.figures).sort(), Object.keys(baseline.figures).sort());
    assert.equal(services.engine.describe()?.sha256, baseline.model_sha256);
  });

  it('would be seen to fall: three points less are worse, and one error more', () => {
    const fallen = { ...quality.figures, 'vqa.score.closed': (baseline.figures['vqa.score.closed'] ?? 0) - 3 };
    assert.deepEqual(
      changesSince(baseline, fallen).worse.map(({ name }) => name),
      ['vqa.score.closed'],
    );
    const wrong = { ...quality.figures, 'report.laterality.overall': 1 };
    assert.deepEqual(
      changesSince(baseline, wrong).worse.map(({ name }) => name),
      ['report.laterality.overall'],
    );
    const { 'chat.f1.conversation': _, ...lost } = quality.figures;
    assert.deepEqual(changesSince(baseline, lost).worse.map(changeText), [
      'chat.f1.conversation: 100.0 → not measured',
    ]);
  });
});
