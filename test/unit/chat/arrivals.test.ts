import assert from 'node:assert/strict';
import { Arrivals } from '../../../src/host/chat/arrivals.ts';

describe('arrivals', () => {
  it('are taken in the order in which they came, whichever is ready first; one that fails holds nobody up', async () => {
    const arrivals = new Arrivals();
    const taken: number[] = [];
    const ready: (() => void)[] = [];
    const all = [0, 1, 2, 3].map(async (number) => {
      const { turn, left } = arrivals.place();
      await new Promise<void>((resolve) => {
        ready[number] = resolve;
      });
      if (number !== 1) {
        await turn;
        taken.push(number);
      }
      left();
    });
    for (const number of [3, 1, 2, 0]) ready[number]?.();
    await Promise.all(all);
    assert.deepEqual(taken, [0, 2, 3]);
  });
});
