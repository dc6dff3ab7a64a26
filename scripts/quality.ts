/**
 * `npm run quality [-- --update]`: the demo model on drawn phantoms that it has not seen, against the figures that are
 * kept of it (models/demo/quality.json). Ends with 1 where one is worse; `--update` keeps the new ones.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { demoPair } from '../src/assistant/demoPair.ts';
import { createLocalServices } from '../src/assistant/localServices.ts';
import { measureQuality, QUALITY_SAMPLING } from '../src/evaluation/quality/measureQuality.ts';
import { changesSince, changeText, readBaseline } from '../src/evaluation/quality/qualityBaseline.ts';
import { bootstrap } from './bootstrap.mjs';

const root = join(import.meta.dirname, '..');
const path = join(root, 'models', 'demo', 'quality.json');
const { values } = parseArgs({ options: { update: { type: 'boolean', default: false } } });

await bootstrap();
const pair = await demoPair(root);
const services = createLocalServices({
  distDir: join(root, 'dist'),
  settings: {
    load: () => ({ pair, gpu: 'cpu', contextSize: 0, threads: 0 }),
    sampling: () => QUALITY_SAMPLING,
  },
});
const folder = mkdtempSync(join(tmpdir(), 'llava-med-quality-'));
const stop = new AbortController();
process.once('SIGINT', () => {
  stop.abort();
});
try {
  const baseline = await readBaseline(path);
  const { figures } = await measureQuality(
    { folder, seed: baseline.seed, count: baseline.count, program: 'llava-med' },
    { services, allowDamaged: false, modelPath: pair.modelPath },
    (kind) => ({ onSurvey: (_, count) => console.log(`${kind}: ${count} questions`) }),
    stop.signal,
  );
  for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(36)} ${value.toFixed(1)}`);
  const { worse, better } = changesSince(baseline, figures);
  for (const change of worse) console.log(`Worse than before: ${changeText(change)}`);
  for (const change of better)
    console.log(`Better than before: ${changeText(change)}. Keep it: npm run quality -- --update`);
  if (values.update) {
    const model_sha256 = services.engine.describe()?.sha256 ?? '';
    await writeFile(
      path,
      `${JSON.stringify({ ...baseline, model_sha256, figures: rounded(figures) }, undefined, 2)}\n`,
    );
    console.log('Kept in models/demo/quality.json.');
  } else if (worse.length > 0) process.exitCode = 1;
} finally {
  await services.dispose();
  rmSync(folder, { recursive: true, force: true });
}

function rounded(figures: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 100) / 100]));
}
