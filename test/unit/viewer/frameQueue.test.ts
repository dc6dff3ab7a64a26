import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { type FrameKey, FrameQueue } from '../../../src/host/viewer/frameQueue.ts';
import { LatestOnly } from '../../../src/host/viewer/latestOnly.ts';

/** Work that ends when it is told to, and a record of what was begun. */
class Workshop<Request> {
  readonly begun: Request[] = [];
  readonly signals: AbortSignal[] = [];
  readonly delivered: Request[] = [];
  #end: () => void = () => undefined;
  #arrivals: (() => void)[] = [];

  readonly work = (request: Request, signal: AbortSignal): Promise<Request> => {
    this.begun.push(request);
    this.signals.push(signal);
    return new Promise((resolve) => {
      this.#end = () => {
        resolve(request);
      };
    });
  };

  readonly deliver = (request: Request): Promise<void> => {
    this.delivered.push(request);
    return new Promise((resolve) => {
      this.#arrivals.push(resolve);
    });
  };

  async end(): Promise<void> {
    this.#end();
    await turn();
  }

  async arrive(): Promise<void> {
    this.#arrivals.shift()?.();
    await turn();
  }

  async endAndArrive(): Promise<void> {
    await this.end();
    await this.arrive();
  }
}

const frames = (...numbers: readonly number[]): FrameKey[] => numbers.map((frame) => ({ itemId: 'film', frame }));
const numbers = (keys: readonly FrameKey[]): number[] => keys.map(({ frame }) => frame);

describe('FrameQueue', () => {
  it('fetches what is wanted in order, one at a time', async () => {
    const shop = new Workshop<FrameKey>();
    new FrameQueue(shop.work, shop.deliver).want(frames(3, 1, 2));
    assert.deepEqual(numbers(shop.begun), [3]);
    for (let i = 0; i < 3; i++) await shop.endAndArrive();
    assert.deepEqual(numbers(shop.begun), [3, 1, 2]);
    assert.deepEqual(numbers(shop.delivered), [3, 1, 2]);
  });

  it('forgets an old list for a new one, finishes the frame in work, and does not fetch that again', async () => {
    const shop = new Workshop<FrameKey>();
    const queue = new FrameQueue(shop.work, shop.deliver);
    queue.want(frames(0, 1, 2, 3));
    queue.want(frames(50, 0, 51));
    assert.equal(shop.signals[0]?.aborted, false);
    for (let i = 0; i < 5; i++) await shop.endAndArrive();
    assert.deepEqual(numbers(shop.begun), [0, 50, 51]);
  });

  it('decodes the next frame while two are on their way, and waits with a third', async () => {
    const shop = new Workshop<FrameKey>();
    new FrameQueue(shop.work, shop.deliver).want(frames(0, 1, 2, 3));
    await shop.end();
    await shop.end();
    assert.deepEqual(numbers(shop.begun), [0, 1]);
    await shop.arrive();
    assert.deepEqual(numbers(shop.begun), [0, 1, 2]);
  });

  it('does not load once more what is on its way, but what was on its way from a file that has changed', async () => {
    const shop = new Workshop<FrameKey>();
    const queue = new FrameQueue(shop.work, shop.deliver);
    queue.want(frames(0, 1));
    await shop.end();
    queue.want(frames(0, 1, 2));
    await shop.endAndArrive();
    assert.deepEqual(numbers(shop.begun), [0, 1, 2]);
    queue.drop('film');
    queue.want(frames(1));
    await shop.endAndArrive();
    assert.deepEqual(numbers(shop.begun), [0, 1, 2, 1]);
  });

  it('drops the frame in work of a file that has changed, and fetches it anew when it is wanted again', async () => {
    const shop = new Workshop<FrameKey>();
    const queue = new FrameQueue(shop.work, shop.deliver);
    queue.want(frames(0));
    queue.drop('another');
    assert.equal(shop.signals[0]?.aborted, false);
    queue.drop('film');
    assert.equal(shop.signals[0].aborted, true);
    queue.want(frames(0));
    await shop.end();
    assert.deepEqual(numbers(shop.begun), [0, 0]);
    assert.deepEqual(shop.delivered, [], 'the old frame does not arrive');
  });

  it('does nothing after its end', async () => {
    const shop = new Workshop<FrameKey>();
    const queue = new FrameQueue(shop.work, shop.deliver);
    queue.want(frames(0, 1));
    queue.end();
    assert.equal(shop.signals[0]?.aborted, true);
    await shop.end();
    queue.want(frames(2));
    assert.deepEqual(numbers(shop.begun), [0]);
  });
});

describe('LatestOnly', () => {
  it('finishes what runs, then does the newest request and none between', async () => {
    const shop = new Workshop<number>();
    const latest = new LatestOnly<number>(async (request, signal) => {
      await shop.work(request, signal);
    });
    for (const request of [1, 2, 3, 4]) latest.ask(request);
    await shop.end();
    await shop.end();
    assert.deepEqual(shop.begun, [1, 4]);
    latest.ask(5);
    latest.ask(6);
    latest.end();
    assert.equal(shop.signals[0]?.aborted, true);
    await shop.end();
    assert.deepEqual(shop.begun, [1, 4, 5]);
  });
});
