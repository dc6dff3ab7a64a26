import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { RequestQueue } from '../../../src/engine/requestQueue.ts';

describe('the queue of requests', () => {
  /** Work that ends when told to, or when it is overtaken. */
  function work(log: string[], name: string): { run: () => Promise<string>; end: () => void } {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const run = async (): Promise<string> => {
      log.push(`${name} starts`);
      await ended;
      log.push(`${name} ends`);
      return name;
    };
    return { run, end: () => end() };
  }

  it('does one after another, whatever becomes of them', async () => {
    const queue = new RequestQueue();
    const log: string[] = [];
    const [a, c] = [work(log, 'a'), work(log, 'c')];
    const first = queue.run(a.run);
    const failed = queue.run(() => Promise.reject(new Error('b')));
    const third = queue.run(c.run);
    await setImmediate();
    assert.deepEqual(log, ['a starts']);
    a.end();
    c.end();
    await assert.rejects(failed, /b/);
    assert.deepEqual([await first, await third], ['a', 'c']);
    assert.deepEqual(log, ['a starts', 'a ends', 'c starts', 'c ends']);
  });

  it('lets who waits leave at once', async () => {
    const queue = new RequestQueue();
    const log: string[] = [];
    const [a, b] = [work(log, 'a'), work(log, 'b')];
    const leaving = new AbortController();
    const first = queue.run(a.run);
    const second = queue.run(b.run, leaving.signal);
    leaving.abort(new Error('left'));
    await assert.rejects(second, /left/);
    a.end();
    await first;
    await setImmediate();
    assert.deepEqual(log, ['a starts', 'a ends']);
    await assert.rejects(queue.run(b.run, leaving.signal), /left/);
  });

  it('tells idle work that somebody waits for it, or that it is overtaken', async () => {
    const queue = new RequestQueue();
    const heard: string[] = [];
    const idle = (topic: string, until: AbortSignal): Promise<string> =>
      queue.runIdle([topic], async ({ overtaken, awaited }) => {
        awaited.addEventListener('abort', () => heard.push(`${topic} awaited`));
        overtaken.addEventListener('abort', () => heard.push(`${topic} overtaken`));
        if (!until.aborted) await new Promise((resolve) => until.addEventListener('abort', resolve));
        return topic;
      });
    for (const [topic, wanted] of [
      ['a', 'a'],
      ['b', 'c'],
    ] as const) {
      const end = new AbortController();
      const working = idle(topic, end.signal);
      await setImmediate();
      const waiting = queue.run(async () => 'done', undefined, [wanted]);
      assert.deepEqual(heard.splice(0), [`${topic} ${topic === wanted ? 'awaited' : 'overtaken'}`]);
      end.abort();
      assert.deepEqual(await Promise.all([working, waiting]), [topic, 'done']);
    }
  });

  it('does idle work when nobody waits; it gives way, and is begun again', async () => {
    const queue = new RequestQueue();
    const log: string[] = [];
    let round = 0;
    const idle = queue.runIdle(['a'], async ({ overtaken }) => {
      const mine = ++round;
      log.push(`idle ${mine} starts`);
      if (mine === 1)
        await new Promise((_, reject) => overtaken.addEventListener('abort', () => reject(new Error('gave way'))));
      return `idle ${mine}`;
    });
    await setImmediate();
    assert.equal(await queue.run(() => Promise.resolve(log.push('asked')), undefined, ['b']), 2);
    assert.equal(await idle, 'idle 2');
    assert.deepEqual(log, ['idle 1 starts', 'asked', 'idle 2 starts']);
  });

  it('waits for idle work that is about nothing but what is asked', async () => {
    const queue = new RequestQueue();
    const log: string[] = [];
    const ahead = work(log, 'idle');
    const idle = queue.runIdle(['a', 'b'], ahead.run);
    await setImmediate();
    assert.ok(queue.isAhead(['b', 'a', 'c']));
    assert.ok(!queue.isAhead(['a', 'c']));
    const asked = queue.run(() => Promise.resolve(log.push('asked')), undefined, ['a', 'b', 'c']);
    await setImmediate();
    assert.deepEqual(log, ['idle starts']);
    ahead.end();
    await Promise.all([idle, asked]);
    assert.deepEqual(log, ['idle starts', 'idle ends', 'asked']);
  });

  it('rejects idle work that fails by itself, and that is cancelled', async () => {
    const queue = new RequestQueue();
    await assert.rejects(
      queue.runIdle([], () => Promise.reject(new Error('broken'))),
      /broken/,
    );
    const cancelled = new AbortController();
    const log: string[] = [];
    const busy = work(log, 'busy');
    const running = queue.run(busy.run);
    const idle = queue.runIdle(['a'], () => Promise.resolve(log.push('idle')), cancelled.signal);
    cancelled.abort(new Error('removed'));
    await assert.rejects(idle, /removed/);
    busy.end();
    await running;
    assert.deepEqual(log, ['busy starts', 'busy ends']);
  });
});
