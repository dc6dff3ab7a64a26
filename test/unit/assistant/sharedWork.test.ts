import assert from 'node:assert/strict';
import { SharedWork } from '../../../src/assistant/sharedWork.ts';

/** Work that ends when it is told, and what became of it. */
function rehearsal(): { work: SharedWork<string>; end: () => void; fail: () => void; aborted: () => boolean } {
  let signal: AbortSignal | undefined;
  let end = (): void => undefined;
  let fail = (): void => undefined;
  const work = new SharedWork(
    (given) =>
      new Promise<string>((resolve, reject) => {
        signal = given;
        end = () => {
          resolve('pixels');
        };
        fail = () => {
          reject(new Error('unreadable'));
        };
        given.addEventListener('abort', () => {
          reject(given.reason as Error);
        });
      }),
  );
  return { work, end: () => end(), fail: () => fail(), aborted: () => signal?.aborted === true };
}

describe('work that several wait for', () => {
  it('goes on for those who stay when one leaves', async () => {
    const { work, end, aborted } = rehearsal();
    const leaving = new AbortController();
    const left = work.join(leaving.signal);
    const stayed = work.join();
    leaving.abort();
    await assert.rejects(left, { name: 'AbortError' });
    assert.equal(aborted(), false);
    end();
    assert.equal(await stayed, 'pixels');
    assert.equal(work.isLost, false);
    assert.equal(await work.join(), 'pixels', 'it is there for those who come later');
    assert.equal(aborted(), false);
  });

  it('is aborted when the last one leaves, and is lost', async () => {
    const { work, aborted } = rehearsal();
    const [one, other] = [new AbortController(), new AbortController()];
    const joined = [work.join(one.signal), work.join(other.signal)];
    one.abort();
    assert.equal(work.isLost, false);
    other.abort();
    for (const { status } of await Promise.allSettled(joined)) assert.equal(status, 'rejected');
    assert.ok(aborted());
    assert.ok(work.isLost);
  });

  it('is not begun for somebody who has left already', async () => {
    const { work, aborted } = rehearsal();
    await assert.rejects(work.join(AbortSignal.abort()), { name: 'AbortError' });
    assert.ok(aborted());
    assert.ok(work.isLost);
  });

  it('fails for all, and is lost', async () => {
    const { work, fail } = rehearsal();
    const joined = [work.join(), work.join(new AbortController().signal)];
    fail();
    for (const result of joined) await assert.rejects(result, { message: 'unreadable' });
    assert.ok(work.isLost);
  });
});
