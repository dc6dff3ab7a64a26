/** Features on disk: what one process has encoded, the next one finds, to the bit; and whoever empties it finds none. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CacheSettings } from '../../src/engine/caches/cacheSettings.ts';
import { memoryOnly } from '../../src/engine/caches/cacheSettings.ts';
import { DiskCache } from '../../src/engine/caches/diskCache.ts';
import { clearImageCaches, imageCacheUsage } from '../../src/engine/caches/imageCaches.ts';
import type { LocalEngine, LocalEngineOptions } from '../../src/engine/localEngine.ts';
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

describe('features on disk', function () {
  this.timeout(300_000);
  const root = temporaryFolder();
  const pair = writeRandomPair(root, 'caches', { seed: 3 });
  const [first, second] = [1, 2].map((seed) => randomImage(randomPairGeometry.imageSize, seed)) as [
    ReturnType<typeof randomImage>,
    ReturnType<typeof randomImage>,
  ];
  let folder: string;
  let count = 0;
  beforeEach(() => {
    folder = join(root, `cache-${count++}`);
  });
  after(disposeEngines);

  const inFolder = (more: Partial<CacheSettings> = {}): CacheSettings => ({ ...memoryOnly, folder, ...more });
  const fresh = async (caches: () => CacheSettings, more: Partial<LocalEngineOptions> = {}): Promise<LocalEngine> => {
    const engine = await startEngine({ caches, ...more });
    await engine.load(loadOptions(pair));
    return engine;
  };
  const entries = (): readonly string[] => readdirSync(join(folder, 'features'));
  const featuresOf = async (engine: LocalEngine, image = first): Promise<Float32Array> =>
    (await engine.imageFeatures(image)).values;

  it('are those of the encoder, to the bit, and so is the answer', async () => {
    const asked = request([user('Is there an effusion?', first)], [first]);
    const cold = await fresh(() => memoryOnly);
    const [features, { text }] = [await featuresOf(cold), await cold.answer(asked)];
    const writer = await fresh(inFolder);
    assert.deepEqual(await featuresOf(writer), features);
    // The end of the process waits for what is being written.
    await writer.dispose();
    assert.equal(entries().length, 1);
    const reader = await fresh(inFolder);
    assert.equal((await reader.answer(asked)).text, text);
    assert.deepEqual(await featuresOf(reader), features);
    await reader.dispose();
    assert.equal(entries().length, 1);
  });

  it('are read there, and encoded again where an entry is not whole or not of this image', async () => {
    const lines: string[] = [];
    const writer = await fresh(inFolder);
    const features = await featuresOf(writer);
    await writer.dispose();
    const [key = ''] = entries();
    const bytes = readFileSync(join(folder, 'features', key));
    const cache = new DiskCache({ folder: join(folder, 'features'), kind: 'features', limitBytes: 1e9 });

    // That they are read shows by others that were put there: twice as large, as the bits of 16-bit floats.
    const payload = (await cache.get(key)) ?? Buffer.alloc(0);
    const halves = new Uint16Array(payload.buffer, 0, payload.length / 2);
    const doubled = halves.map((half) => ((half & 0x7c00) === 0 ? half : half + 0x400));
    await cache.put(key, [new Uint8Array(doubled.buffer)]);
    const seen = await featuresOf(await fresh(inFolder));
    const normal = features.findIndex((value) => Math.abs(value) > 0.01);
    assert.equal(seen[normal], 2 * features[normal]!);

    const cut = Buffer.from(bytes.subarray(0, bytes.length - 10));
    const flipped = Buffer.from(bytes);
    flipped[flipped.length - 1]! ^= 1;
    for (const damaged of [cut, flipped]) {
      writeFileSync(join(folder, 'features', key), damaged);
      assert.deepEqual(await featuresOf(await fresh(inFolder)), features);
      await disposeEngines();
      assert.deepEqual(readFileSync(join(folder, 'features', key)), bytes);
    }
    // Whole, but of an image of another size.
    for (const length of [halves.length - 1, halves.length + 1, 0.5]) {
      await cache.put(key, [new Uint8Array(length * 2)]);
      assert.deepEqual(await featuresOf(await fresh(inFolder, { log: (line) => lines.push(line) })), features);
      await disposeEngines();
      assert.deepEqual(readFileSync(join(folder, 'features', key)), bytes);
    }
    assert.deepEqual(
      lines.filter((line) => line.startsWith('[cache]')),
      [],
    );
  });

  it('are kept in memory only where the settings say so, from the next request on', async () => {
    let settings = memoryOnly;
    const engine = await fresh(() => settings);
    await featuresOf(engine);
    settings = inFolder();
    await featuresOf(engine, second);
    await engine.clearCaches();
    assert.equal(entries().length, 1);
    settings = inFolder({ featureBytes: 0 });
    await featuresOf(engine, first);
    await engine.clearCaches();
    assert.deepEqual(entries(), []);
  });

  it('are gone when they were deleted, in memory too', async () => {
    const engine = await fresh(inFolder);
    const features = await featuresOf(engine);
    await engine.clearCaches();
    const { features: found, states } = await clearImageCaches(folder);
    assert.deepEqual([found.entries, states.entries], [1, 0]);
    assert.ok(found.bytes > features.length * 2);
    // Encoded again, and so kept again.
    assert.deepEqual(await featuresOf(engine), features);
    await engine.clearCaches();
    assert.equal((await imageCacheUsage(folder)).features.entries, 1);
  });

  it('do not matter where the folder cannot be made: one line in the log, the same answer', async () => {
    writeFileSync(folder, 'a file');
    const lines: string[] = [];
    const engine = await fresh(inFolder, { log: (line) => lines.push(line) });
    const cold = await fresh(() => memoryOnly);
    for (const image of [first, second])
      assert.deepEqual(await featuresOf(engine, image), await featuresOf(cold, image));
    await engine.dispose();
    const ours = lines.filter((line) => line.startsWith('[cache]'));
    assert.equal(new Set(ours).size, ours.length);
    assert.ok(
      ours.some((line) => /features on this disk cannot be (read|written)/.test(line)),
      lines.join('\n'),
    );
  });

  it('survive kill -9 of the process that writes them', async () => {
    mkdirSync(folder);
    const cold = await fresh(() => memoryOnly);
    for (let round = 0; round < 4; round++) {
      const image = randomImage(randomPairGeometry.imageSize, 10 + round);
      const features = await featuresOf(cold, image);
      const engine = await fresh(inFolder);
      assert.deepEqual(await featuresOf(engine, image), features);
      const pid = engine.childPid;
      assert.ok(pid !== undefined);
      process.kill(pid, 'SIGKILL');
      while (engine.childPid === pid) await sleep(5);
      assert.deepEqual(await featuresOf(engine, image), features);
      await engine.dispose();
      assert.equal(entries().filter((name) => /^[0-9a-f]{64}$/.test(name)).length, round + 1);
    }
  });
});
