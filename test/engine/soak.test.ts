/** A short soak; the long one is `npm run soak`. */
import assert from 'node:assert/strict';
import { soakRun } from '../../scripts/soak/soakRun.ts';
import { root } from './engineUnderTest.ts';

describe('forty turns of everything at once', function () {
  this.timeout(600_000);

  it('lose no text, change no answer, and all settle', async () => {
    // With this seed everything happens at least once.
    const { turns, faults } = await soakRun({ turns: 40, seed: 'g', root, collectGarbage: () => undefined });
    assert.deepEqual(faults, []);
    assert.equal(Object.keys(turns).length, 11, JSON.stringify(turns));
  });
});
