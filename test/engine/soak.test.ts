/** A short soak; the long one is `npm run soak`. */
import assert from 'node:assert/strict';
import { soakRun } from '../../scripts/soak/soakRun.ts';
import { root } from './engineUnderTest.ts';

describe('forty turns of everything at once', function () {
  this.timeout(600_000);

  it('lose no text, change no answer, and all settle', async () => {
    const { turns, faults } = await soakRun({ turns: 40, seed: 'test', root, collectGarbage: () => undefined });
    assert.deepEqual(faults, []);
    for (const kind of ['newImage', 'followUp', 'stop', 'kill', 'many', 'prepare', 'repeat', 'edit'] as const)
      assert.ok((turns[kind] ?? 0) > 0, `${kind}: ${JSON.stringify(turns)}`);
  });
});
