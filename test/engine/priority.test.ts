/** What is done before anybody asks runs at low priority, as the system sees it; what is waited for does not. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { LocalEngine } from '../../src/engine/localEngine.ts';
import type { EngineProgress } from '../../src/protocol/engine.ts';
import { randomPairGeometry, writeRandomPair } from '../fixtures/randomGguf.ts';
import {
  disposeEngines,
  loadOptions,
  randomImage,
  request,
  startEngine,
  temporaryFolder,
  user,
} from './engineUnderTest.ts';

/** Nanoseconds that threads of lower and of usual priority have computed (proc(5), sched_debug(5)). */
function computed(pid: number): { readonly low: number; readonly usual: number } {
  const niceness = (task: string): number => {
    // Field 19, counted behind the name, which may hold anything.
    const fields = readFileSync(`/proc/${pid}/task/${task}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ');
    return Number(fields[16]);
  };
  const usually = niceness(String(pid));
  const sums = { low: 0, usual: 0 };
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    const [time] = readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ');
    sums[niceness(task) > usually ? 'low' : 'usual'] += Number(time);
  }
  return sums;
}

describe('work ahead of a question', function () {
  this.timeout(240_000);
  // Wide and with large images, so that encoding takes a while.
  const pair = writeRandomPair(temporaryFolder(), 'priority', { width: 512 });
  const size = randomPairGeometry.imageSize;
  let engine: LocalEngine;
  before(async function () {
    if (process.platform !== 'linux') return this.skip();
    engine = await startEngine();
    await engine.load(loadOptions(pair));
  });
  after(disposeEngines);

  it('is done by threads of low priority, and an answer is not', async () => {
    const [one, other] = [randomImage(size, 1), randomImage(size, 2)];
    const pid = engine.childPid ?? 0;
    const before = computed(pid);
    await engine.prepare({ messages: [user('', one)], images: [one] });
    const prepared = computed(pid);
    assert.ok(prepared.low - before.low > 1e6, `${prepared.low - before.low} ns at low priority`);
    await engine.answer(request([user('abc', other)], [other]));
    const answered = computed(pid);
    assert.ok(answered.low - prepared.low < 1e6, `${answered.low - prepared.low} ns at low priority for an answer`);
    assert.ok(answered.usual - prepared.usual > 1e6);
  });

  it('hurries for who waits for it, and tells how far it is', async () => {
    const images = Array.from({ length: 6 }, (_, index) => randomImage(size, 10 + index));
    const stages: EngineProgress[] = [];
    const before = computed(engine.childPid ?? 0);
    const preparing = engine.prepare({ messages: [user('', ...images)], images });
    const answering = engine.answer(request([user('abc', ...images)], images), {
      onProgress: (progress) => stages.push(progress),
    });
    await Promise.all([preparing, answering]);
    const after = computed(engine.childPid ?? 0);
    assert.ok(after.low - before.low < (after.usual - before.usual) / 10, 'what is waited for is no idle work');
    const encoded = stages.flatMap((progress) => (progress.stage === 'encodingImage' ? [progress.index] : []));
    assert.deepEqual(encoded, [0, 1, 2, 3, 4, 5], 'each image is encoded once, and told');
  });
});
