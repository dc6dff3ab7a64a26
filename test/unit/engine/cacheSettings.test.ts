import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/paths.mjs';
import { defaultCacheSizes, memoryOnly, sameCacheSettings } from '../../../src/engine/caches/cacheSettings.ts';
import { platformCacheFolder } from '../../../src/engine/caches/platformCacheFolder.ts';
import { featureKey, stateKey } from '../../../src/engine/child/cacheKeys.ts';
import { Caches } from '../../../src/engine/child/caches.ts';

describe('cache settings', () => {
  it('have the defaults of the manifest', () => {
    const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      contributes: { configuration: { properties: Record<string, { default: unknown }> }[] };
    };
    const defaultOf = (name: string): number =>
      Number(contributes.configuration[0]?.properties[`llavaMed.cache.${name}`]?.default) * 1e6;
    assert.deepEqual(defaultCacheSizes, {
      featureBytes: defaultOf('imageFeaturesMB'),
      stateBytes: defaultOf('readImagesMB'),
      memoryStateBytes: defaultOf('readImagesInMemoryMB'),
    });
  });

  it('differ in any of their values', () => {
    assert.ok(sameCacheSettings(memoryOnly, { ...memoryOnly }));
    assert.ok(!sameCacheSettings(memoryOnly, undefined));
    for (const change of [{ folder: '/x' }, { featureBytes: 1 }, { stateBytes: 1 }, { memoryStateBytes: 1 }])
      assert.ok(!sameCacheSettings(memoryOnly, { ...memoryOnly, ...change }), JSON.stringify(change));
  });

  it('put the command line beside the other caches of the platform', () => {
    const folder = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string =>
      platformCacheFolder('llava-med', { platform, env, home: '/home/me' }).replaceAll('\\', '/');
    assert.equal(folder('linux', {}), '/home/me/.cache/llava-med');
    assert.equal(folder('linux', { XDG_CACHE_HOME: '/fast' }), '/fast/llava-med');
    assert.equal(folder('linux', { XDG_CACHE_HOME: 'relative' }), '/home/me/.cache/llava-med');
    assert.equal(folder('darwin', { XDG_CACHE_HOME: '/fast' }), '/home/me/Library/Caches/llava-med');
    assert.equal(folder('win32', { LOCALAPPDATA: '/local' }), '/local/llava-med/Cache');
    assert.equal(folder('win32', {}), '/home/me/AppData/Local/llava-med/Cache');
  });
});

describe('the keys of features and states', () => {
  const maker = { projectorSha256: 'aa', precision: 'file', backend: 'cpu' } as const;
  const image = { sha256: 'bb', width: 2, height: 3 };

  it('differ by projector, precision, backend, pixels and size', () => {
    const keys = [
      featureKey(maker, image),
      featureKey({ ...maker, projectorSha256: 'ab' }, image),
      featureKey({ ...maker, precision: 'q8_0' }, image),
      featureKey({ ...maker, backend: 'cuda' }, image),
      featureKey(maker, { ...image, sha256: 'bc' }),
      featureKey(maker, { ...image, width: 3, height: 2 }),
    ];
    assert.equal(new Set(keys).size, keys.length);
    assert.equal(featureKey({ ...maker }, { ...image }), keys[0]);
  });

  it('differ by all that the reader says of itself, whatever it calls it', () => {
    const keys = [
      stateKey({ model: 'aa' }, 'cc'),
      stateKey({ model: 'aa', contextSize: 4096 }, 'cc'),
      stateKey({ model: 'aa', contextSize: 2048 }, 'cc'),
      stateKey({ model: 'aa' }, 'cd'),
      stateKey({ model: 'aa', prefixSha256: 'cc' }, 'cd'),
      stateKey({ model: 'aa', featureVersion: 0 }, 'cc'),
    ];
    assert.equal(new Set(keys).size, keys.length);
  });
});

describe('the caches of a process', () => {
  it('keep states on disk where at least four fit, and say the size where not', () => {
    const lines: string[] = [];
    const caches = new Caches((line) => lines.push(line));
    assert.equal(caches.keepsStates(1), false);
    caches.set({ ...memoryOnly, folder: '/nowhere', stateBytes: 400e6 });
    assert.equal(caches.keepsStates(100e6), true);
    assert.deepEqual(lines, []);
    assert.deepEqual([caches.keepsStates(101e6), caches.keepsStates(102e6)], [false, false]);
    assert.equal(lines.length, 1);
    assert.match(lines[0]!, /takes 101 MB each: fewer than 4 would fit into the 400 MB of llavaMed.cache.readImagesMB/);
    caches.set({ ...memoryOnly, folder: '/nowhere', stateBytes: 0 });
    assert.equal(caches.keepsStates(1), false);
  });
});
