import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { eitherSignal } from '../../../src/supervise/eitherSignal.ts';

describe('either of two signals', () => {
  for (const first of [0, 1]) {
    it(`fires with the reason of the ${first === 0 ? 'one' : 'other'}, once`, () => {
      const sources = [new AbortController(), new AbortController()];
      const { signal } = eitherSignal(sources[0]!.signal, sources[1]!.signal);
      assert.equal(signal.aborted, false);
      const reason = new Error('Stop');
      sources[first]!.abort(reason);
      assert.equal(signal.reason, reason);
      sources[1 - first]!.abort(new Error('too late'));
      assert.equal(signal.reason, reason);
    });

    it(`has fired where the ${first === 0 ? 'one' : 'other'} has`, () => {
      const reason = new Error('Stop');
      const sources = [new AbortController().signal, new AbortController().signal];
      sources[first] = AbortSignal.abort(reason);
      assert.equal(eitherSignal(sources[0]!, sources[1]!).signal.reason, reason);
    });
  }

  it('leaves nothing at either when it has fired, or is released', () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const released = eitherSignal(one.signal, other.signal);
    eitherSignal(new AbortController().signal, other.signal).release();
    assert.equal(getEventListeners(other.signal, 'abort').length, 1);
    released.release();
    for (const { signal } of [one, other]) assert.deepEqual(getEventListeners(signal, 'abort'), []);
    const fired = eitherSignal(one.signal, other.signal);
    one.abort(new Error('Stop'));
    assert.deepEqual(getEventListeners(other.signal, 'abort'), []);
    released.release();
    assert.equal(fired.signal.aborted && !released.signal.aborted, true);
  });
});
