/** Two windows on one machine: the second says that the first has the same model in memory. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeRandomPair } from '../fixtures/randomGguf.ts';
import { disposeEngines, loadOptions, startEngine, temporaryFolder } from './engineUnderTest.ts';

describe('two engines of one user', function () {
  this.timeout(300_000);
  const folder = temporaryFolder();
  const registryFolder = join(folder, 'loaded-models');
  const pair = writeRandomPair(folder, 'twice');
  const other = writeRandomPair(folder, 'once');
  afterEach(disposeEngines);

  it('say who holds the same model, as long as it does', async () => {
    const lines: string[] = [];
    const [first, second] = [
      await startEngine({ registryFolder }),
      await startEngine({ registryFolder, log: (line) => lines.push(line) }),
    ];
    const { memory, loadedElsewhere } = await first.load(loadOptions(pair));
    assert.equal(loadedElsewhere, undefined);
    assert.equal(await first.isLoadedElsewhere(pair), undefined, 'its own does not count');
    assert.equal(await second.isLoadedElsewhere(other), undefined);
    const held = { processes: 1, bytes: memory.needsBytes };
    assert.deepEqual(await second.isLoadedElsewhere(pair), held);
    assert.deepEqual((await second.load(loadOptions(pair))).loadedElsewhere, held);
    assert.ok(
      lines.some((line) => line.startsWith('Another window or program has the same model in memory')),
      lines.join('\n'),
    );
    assert.deepEqual(await first.isLoadedElsewhere(pair), held);

    process.kill(second.childPid ?? 0, 'SIGKILL');
    while (second.childPid !== undefined) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(await first.isLoadedElsewhere(pair), undefined, 'it died without a word');
    await first.unload();
    assert.equal(await second.isLoadedElsewhere(pair), undefined);
    assert.deepEqual(readdirSync(registryFolder), []);
  });
});
