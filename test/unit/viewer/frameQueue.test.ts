import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { type FrameKey, FrameQueue } from '../../../src/host/viewer/frameQueue.ts';
import { LatestOnly } from '../../../src/host/viewer/latestOnly.ts';

/** Work that ends when it is told to, and a record of what was begun. */
class Workshop<Request> {
  readonly begun: Request[] = [];
  readonly signals: AbortSignal[] = [];
  #end: () => void = () => undefined;

  readonly work = (request: Request, signal: AbortSignal): Promise<void> => {
    this.begun.push(request);
    this.signals.push(signal);
    return new Promise((resolve) => { this.#end = resolve; });
  };

  async end(): Promise<void> {
    this.#end();
    await turn();
  }
}

const frames = (...numbers: readonly number[]): FrameKey[] => numbers.map((frame) => ({ itemId: 'film', frame }));
const numbers = (keys: readonly FrameKey[]): number[] => keys.map(({ frame }) => frame);

describe('FrameQueue', () => {
  it('fetches what is wanted in order, one at a time', async () => {
    const shop = new Workshop<FrameKey>();
    new FrameQueue(shop.work).want(frames(3, 1, 2));
    assert.deepEqual(numbers(shop.begun), [3]);
    await shop.end();
    await shop.end();
    await shop.end();
    assert.deepEqual(numbers(shop.begun), [3, 1, 2]);
  });

  it('forgets an old list for a new one, finishes the frame in work, and does not fetch that again', async () => {
    const shop = new Workshop<FrameKey>();
    const queue = new FrameQueue(shop.work);
    queue.want(frames(0, 1, 2, 3));
    queue.want(frames(50, 0, 51));
    assert.equal(shop.signals[0]?.aborted, false);
    for (let i = 0; i < 5; i++) await shop.end();
    assert.deepEqual(numbers(shop.begun), [0, 50, 51]);
  });

  it('drops the frame in work of a file that has changed, and fetches it anew when it is wanted again', async () => {
    const shop = new Workshop<FrameKey>();
    const queue = new FrameQueue(shop.work);
    queue.want(frames(0));
    queue.drop('another');
    assert.equal(shop.signals[0]?.aborted, false);
    queue.drop('film');
    assert.equal(shop.signals[0]?.aborted, true);
    queue.want(frames(0));
    await shop.end();
    assert.deepEqual(numbers(shop.begun), [0, 0]);
  });

  it('does nothing after its end', async () => {
    const shop = new Workshop<FrameKey>();
    const queue = new FrameQueue(shop.work);
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
    const latest = new LatestOnly(shop.work);
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
