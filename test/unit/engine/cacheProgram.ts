/** A process of its own that uses a cache, on request: cacheProgram.ts MODE FOLDER [NUMBER]. It prints one JSON value. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DiskCache } from '../../../src/engine/caches/diskCache.ts';
import { keyOf, payloadOf } from './cachePayload.ts';

const [mode = '', folder = '', number = '0'] = process.argv.slice(2);
const lines: string[] = [];
const cacheOf = (limitBytes: number): DiskCache =>
  // It does not look how much is free: it is the system that says when a disk is full.
  new DiskCache({ folder, kind: 'test', limitBytes, keepFreeBytes: -1e15, log: (line) => lines.push(line) });

const modes: Readonly<Record<string, () => Promise<unknown>>> = {
  /** Random puts and gets of sixteen entries, of which about half fit. */
  async hammer() {
    const cache = cacheOf(400_000);
    let state = Number(number);
    const random = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const counts = { kept: 0, hits: 0, misses: 0, wrong: 0, other: 0 };
    for (let round = 0; round < 400; round++) {
      const key = keyOf(random(16));
      if (random(3) === 0) counts[(await cache.put(key, [payloadOf(key)])) === 'kept' ? 'kept' : 'other']++;
      else if (random(40) === 0) await cache.clear();
      else {
        const found = await cache.get(key);
        counts[found === undefined ? 'misses' : payloadOf(key).equals(found) ? 'hits' : 'wrong']++;
      }
    }
    return { counts, lines };
  },
  /** Puts large entries one after another until it is killed. */
  async write() {
    const cache = cacheOf(100e6);
    process.stdout.write('"begun"\n');
    for (let index = 0; ; index++) await cache.put(keyOf(index % 4), largeParts(index % 4));
  },
  /** As a user who may not change the folder; root could. */
  async readOnly() {
    if (process.getuid?.() === 0) process.setuid?.(65534);
    return useOnce();
  },
  useOnce,
  /** Runs until it is killed. */
  async wait() {
    process.stdout.write('"begun"\n');
    await sleep(600_000);
  },
};

/** One large entry put, twice, and a small one got that lies there. */
async function useOnce(): Promise<unknown> {
  const cache = cacheOf(100e6);
  const put = [await cache.put(keyOf(1), largeParts(1)), await cache.put(keyOf(1), largeParts(1))];
  const [large, small] = [await cache.get(keyOf(1)), await cache.get(keyOf(0))];
  return { put, large: large?.byteLength ?? null, small: small?.equals(payloadOf(keyOf(0))) ?? null, lines };
}

/** 8 MB. */
function largeParts(index: number): readonly Uint8Array[] {
  return [Buffer.alloc(5e6, index), Buffer.alloc(3e6, index + 1)];
}

process.stdout.write(`${JSON.stringify(await modes[mode]?.())}\n`);
