import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import {
  ChildDiedError,
  ChildHungError,
  HandlerError,
  TooManyRestartsError,
} from '../../../src/supervise/childErrors.ts';
import { SupervisedChild } from '../../../src/supervise/supervisedChild.ts';
import type { SupervisedChildOptions } from '../../../src/supervise/supervisedChild.ts';
import type { RehearsalContract } from './rehearsalChild.ts';

describe('SupervisedChild', function () {
  this.timeout(60_000);
  const children: SupervisedChild<RehearsalContract>[] = [];
  const start = (options: Partial<SupervisedChildOptions> = {}): SupervisedChild<RehearsalContract> => {
    const modulePath = fileURLToPath(new URL('rehearsalChild.ts', import.meta.url));
    const child = new SupervisedChild<RehearsalContract>({ modulePath, execArgv: ['--import', 'tsx'], ...options });
    children.push(child);
    return child;
  };
  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => child.dispose()));
  });

  it('answers calls, several at once, and passes typed arrays as they are', async () => {
    const child = start();
    const answers = await Promise.all([1, 2, 3].map((value) => child.call('double', Float32Array.of(value, 0.5))));
    assert.deepEqual(answers, [Float32Array.of(2, 1), Float32Array.of(4, 1), Float32Array.of(6, 1)]);
  });

  it('passes events on, and on abort the handler may still return what it has', async () => {
    const child = start();
    const stop = new AbortController();
    const events: number[] = [];
    const onEvent = (count: number): void => {
      events.push(count);
      if (count === 3) stop.abort();
    };
    const counted = await child.call('countUntilAborted', { everyMs: 20 }, { signal: stop.signal, onEvent });
    assert.ok(counted >= 3);
    assert.deepEqual(
      events,
      Array.from({ length: counted }, (_, index) => index + 1),
    );
  });

  it('rejects with the abort reason when the handler throws on abort', async () => {
    const child = start();
    await child.call('double', Float32Array.of(1));
    const reason = new Error('enough');
    const stop = new AbortController();
    setTimeout(() => stop.abort(reason), 100);
    await assert.rejects(child.call('block', { ms: 10_000, deafToAbort: false }, { signal: stop.signal }), reason);
    assert.deepEqual(await child.call('double', Float32Array.of(2)), Float32Array.of(4));
  });

  it('kills a child that does not settle after an abort; the next call gets a new one', async () => {
    const child = start();
    await child.call('double', Float32Array.of(1));
    const firstPid = child.pid;
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    const started = Date.now();
    await assert.rejects(
      child.call('block', { ms: 30_000, deafToAbort: true }, { signal: stop.signal, abortGraceMs: 300 }),
      { name: 'AbortError' },
    );
    assert.ok(Date.now() - started < 10_000);
    await child.call('double', Float32Array.of(1));
    assert.notEqual(child.pid, firstPid);
  });

  it("hands on a handler's error with its data", async () => {
    const error = await start()
      .call('fail', { data: { code: 'notGguf' } })
      .catch((thrown: unknown) => thrown);
    assert.ok(error instanceof HandlerError);
    assert.equal(error.message, 'on request');
    assert.equal(error.originalName, 'TypeError');
    assert.deepEqual(error.data, { code: 'notGguf' });
  });

  it('reports a death with the last lines, and starts a new child for the next call', async () => {
    const child = start();
    const error = await child.call('die', { lastWords: 'GGML_ASSERT failed' }).catch((thrown: unknown) => thrown);
    assert.ok(error instanceof ChildDiedError);
    assert.match(error.message, /SIGKILL/);
    assert.ok(error.lastLines.includes('GGML_ASSERT failed'));
    assert.deepEqual(await child.call('double', Float32Array.of(2)), Float32Array.of(4));
  });

  it('starts no new child after too many deaths in a row; a success between them, or forgetDeaths, counts anew', async () => {
    const child = start({ maxDeaths: 2 });
    const die = (): Promise<never> => child.call('die', { lastWords: '' });
    await assert.rejects(die(), ChildDiedError);
    await child.call('double', Float32Array.of(1));
    await assert.rejects(die(), ChildDiedError);
    await assert.rejects(die(), ChildDiedError);
    await assert.rejects(die(), TooManyRestartsError);
    child.forgetDeaths();
    await child.call('double', Float32Array.of(1));
  });

  it('kills a child that gives no sign of life, and one that takes longer than the limit of the call', async () => {
    const stalled = start({ stallMs: 1_500 });
    await stalled.call('double', Float32Array.of(1));
    await assert.rejects(stalled.call('block', { ms: 30_000, deafToAbort: true }), ChildHungError);
    const slow = start();
    await slow.call('double', Float32Array.of(1));
    await assert.rejects(
      slow.call('block', { ms: 30_000, deafToAbort: false }, { timeoutMs: 300 }),
      /longer than 0.3 s/,
    );
  });

  it('ends the child on dispose; its running call rejects', async () => {
    const child = start();
    const running = assert.rejects(child.call('countUntilAborted', { everyMs: 20 }), ChildDiedError);
    await child.call('double', Float32Array.of(1));
    const pid = child.pid;
    assert.ok(pid !== undefined);
    await child.dispose();
    await running;
    assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
  });
});
