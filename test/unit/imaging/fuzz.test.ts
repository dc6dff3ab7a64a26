/** A short run of the fuzzer with a fixed seed; `npm run fuzz:imaging` does long ones. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeMutant } from '../../fuzz/mutant.ts';
import { runFuzz } from '../../fuzz/fuzzRun.ts';
import { seedFiles } from '../../fuzz/seedFiles.ts';
import { tryMutant } from '../../fuzz/tryMutant.ts';

const COUNT = 500;
const corpus = fileURLToPath(new URL('../../../../shared/data/dicom', import.meta.url));

describe('damaged images', function () {
  this.timeout(300_000);

  it('are made the same way each time, and differ from each other', async () => {
    const [first, second] = [await seedFiles(undefined), await seedFiles(undefined)];
    const made = new Set<string>();
    for (let index = 0; index < 40; index++) {
      const mutant = makeMutant(first, 'same', index);
      assert.deepEqual(mutant, makeMutant(second, 'same', index));
      made.add(Buffer.from(mutant.bytes).toString('base64'));
    }
    assert.ok(made.size > 30, `${made.size} different ones of 40`);
  });

  it('are made from sound files, which end in pixels', async () => {
    for (const { name, kind, bytes } of await seedFiles(undefined))
      assert.deepEqual(await tryMutant(name, kind, bytes), { outcome: 'pixels', finding: undefined }, name);
  });

  it('end in pixels or in an error of ours', async () => {
    const { findings, outcomes } = await runFuzz({
      seed: 'ci',
      from: 0,
      to: COUNT,
      corpus: existsSync(corpus) ? corpus : undefined,
    });
    assert.deepEqual(findings, []);
    assert.equal(
      Object.values(outcomes).reduce((total, times) => total + times, 0),
      COUNT,
    );
    for (const outcome of ['pixels', 'corrupt', 'noPixelData'])
      assert.ok((outcomes[outcome] ?? 0) > COUNT / 50, JSON.stringify(outcomes));
  });
});
