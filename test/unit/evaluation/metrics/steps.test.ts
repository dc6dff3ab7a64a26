import assert from 'node:assert/strict';
import { finished, inTurns, type Steps } from '../../../../src/evaluation/metrics/steps.ts';

describe('a computation in steps', () => {
  let steps = 0;

  /** Each step takes 5 ms. */
  function* slow(count: number): Steps<number> {
    for (steps = 0; steps < count; steps++) {
      const end = performance.now() + 5;
      while (performance.now() < end);
      yield;
    }
    return steps;
  }

  it('comes to the same in one go and in turns', async () => {
    assert.equal(finished(slow(3)), 3);
    assert.equal(await inTurns(slow(30)), 30);
  });

  it('lets others work in between', async () => {
    const seen: number[] = [];
    const beat = setInterval(() => seen.push(steps), 1);
    await inTurns(slow(40)).finally(() => clearInterval(beat));
    // 200 ms in turns of 40 ms.
    assert.ok(seen.length >= 3, String(seen));
  });

  it('stops between two turns', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    setTimeout(() => stop.abort(reason), 1);
    await assert.rejects(inTurns(slow(200), stop.signal), (error) => error === reason);
    assert.ok(steps < 100, `${steps} steps`);
    await assert.rejects(inTurns(slow(1), AbortSignal.abort(reason)), (error) => error === reason);
  });

  it('rejects with what it throws', async () => {
    const mistake = new RangeError('no');
    function* failing(): Steps<never> {
      yield;
      throw mistake;
    }
    await assert.rejects(inTurns(failing()), (error) => error === mistake);
  });
});
