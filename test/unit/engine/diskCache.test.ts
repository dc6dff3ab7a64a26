/** The cache on disk by itself; with other processes, kills and full disks: diskCacheFaults.test.ts. */
import assert from 'node:assert/strict';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheKey } from '../../../src/engine/caches/cacheKey.ts';
import { DiskCache } from '../../../src/engine/caches/diskCache.ts';
import { temporaryName } from '../../../src/engine/caches/temporaryEntry.ts';
import { keyOf, payloadOf } from './cachePayload.ts';

describe('a cache key', () => {
  it('depends on the kind and on every fact, whatever their order', () => {
    assert.match(cacheKey('features', { a: 1 }), /^[0-9a-f]{64}$/);
    assert.equal(cacheKey('features', { a: 1, b: 'x' }), cacheKey('features', { b: 'x', a: 1 }));
    const keys = [
      cacheKey('features', { a: 1, b: 'x' }),
      cacheKey('states', { a: 1, b: 'x' }),
      cacheKey('features', { a: '1', b: 'x' }),
      cacheKey('features', { a: 1, b: 'x', c: '' }),
      cacheKey('features', { a: 1, c: 'x' }),
      cacheKey('features', { a: '1","b":"x' }),
      cacheKey('features', { a: 'b', x: '' }),
      cacheKey('features', { a: '', b: 'x' }),
      cacheKey('features', { a: '\ud800' }),
      cacheKey('features', { a: '\ud801' }),
    ];
    assert.equal(new Set(keys).size, keys.length);
  });
});

describe('a cache on disk', () => {
  let root: string;
  let folder: string;
  let lines: string[];
  const open = (limitBytes = 1e6, more: Partial<ConstructorParameters<typeof DiskCache>[0]> = {}): DiskCache =>
    new DiskCache({ folder, kind: 'test', limitBytes, keepFreeBytes: 0, log: (line) => lines.push(line), ...more });
  const at = (key: string): string => join(folder, key);
  const [one, other] = [keyOf(1), keyOf(2)] as const;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'disk-cache-'));
    folder = join(root, 'caches', 'test');
    lines = [];
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('gives back what was put, also to the next process, as one piece of memory of its own', async () => {
    assert.equal(await open().get(one), undefined);
    const payload = payloadOf(one);
    assert.equal(await open().put(one, [payload.subarray(0, 7), new Uint8Array(0), payload.subarray(7)]), 'kept');
    const found = await open().get(one);
    assert.deepEqual(found, payload);
    assert.equal(found.byteOffset, 0);
    assert.deepEqual([await open().has(one), await open().has(other)], [true, false]);
    assert.equal(await open().get(other), undefined);
    assert.equal(await open().put(other, []), 'kept');
    assert.equal((await open().get(other))?.byteLength, 0);
    assert.deepEqual(lines, []);
  });

  it('lies in files named by their keys alone, for their owner only', async function () {
    await open().put(one, [payloadOf(one)]);
    assert.deepEqual(readdirSync(folder), [one]);
    if (process.platform === 'win32') this.skip();
    assert.equal(statSync(at(one)).mode & 0o777, 0o600);
    for (const path of [folder, join(root, 'caches')]) assert.equal(statSync(path).mode & 0o777, 0o700);
  });

  it('takes an entry for missing, and deletes it, wherever a byte of it differs', async () => {
    await open().put(one, [payloadOf(one)]);
    const whole = readFileSync(at(one));
    const places = [...Array(72).keys(), 73, whole.length >> 1, whole.length - 1];
    for (const place of places) {
      const changed = Buffer.from(whole);
      changed[place]! ^= 1 << (place % 8);
      writeFileSync(at(one), changed);
      assert.equal(await open().get(one), undefined, `byte ${place}`);
      assert.deepEqual(readdirSync(folder), [], `byte ${place}`);
    }
    writeFileSync(at(one), whole);
    assert.deepEqual(await open().get(one), payloadOf(one));
    assert.deepEqual(lines, []);
  });

  it('takes an entry for missing that was cut, grew, or never was one', async () => {
    await open().put(one, [payloadOf(one)]);
    const whole = readFileSync(at(one));
    for (const length of [0, 1, 71, 72, 73, whole.length - 1, whole.length + 1]) {
      writeFileSync(at(one), whole);
      truncateSync(at(one), length);
      assert.equal(await open().get(one), undefined, `${length} bytes`);
      assert.deepEqual(readdirSync(folder), [], `${length} bytes`);
    }
    // Sparse, and far more than memory has room for.
    writeFileSync(at(one), whole);
    truncateSync(at(one), 2 ** 40);
    assert.equal(await open().get(one), undefined);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('takes the entry of another key or kind for missing', async () => {
    await open().put(one, [payloadOf(one)]);
    copyFileSync(at(one), at(other));
    assert.equal(await open().get(other), undefined);
    assert.deepEqual(readdirSync(folder), [one]);
    assert.equal(await open(1e6, { kind: 'states' }).get(one), undefined);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('follows no link, and leaves alone what is not its own', async function () {
    if (process.platform === 'win32') this.skip();
    const outside = join(root, 'outside');
    await open().put(one, [payloadOf(one)]);
    renameSync(at(one), outside);
    symlinkSync(outside, at(one));
    symlinkSync('/dev/zero', at(keyOf(3)));
    mkdirSync(at(other));
    writeFileSync(at('notes.txt'), 'mine');
    for (const key of [one, other, keyOf(3)]) assert.equal(await open().get(key), undefined);
    // The links went, not what they point to; the folder and the notes are somebody's.
    assert.deepEqual(readdirSync(folder).sort(), [other, 'notes.txt'].sort());
    symlinkSync(outside, at(one));
    assert.equal(await open().put(one, [Buffer.from('new')]), 'kept');
    assert.equal(readFileSync(outside).subarray(72).equals(payloadOf(one)), true);
    await open().clear();
    assert.deepEqual(readdirSync(folder).sort(), [other, 'notes.txt'].sort());
  });

  it('lets the least recently used go first, and stays within its limit', async () => {
    const payload = Buffer.alloc(1000);
    const cache = open(5 * 1072);
    for (let index = 0; index < 5; index++) await cache.put(keyOf(index), [payload]);
    // 1 is used again: after 0, 2, 3 and 4.
    assert.ok(await cache.get(keyOf(1)));
    const left: number[][] = [];
    for (let index = 5; index < 10; index++) {
      await cache.put(keyOf(index), [payload]);
      assert.ok((await cache.usage()).bytes <= 5 * 1072);
      const names = readdirSync(folder);
      left.push([...Array(10).keys()].filter((number) => names.includes(keyOf(number))));
    }
    assert.deepEqual(left, [
      [1, 2, 3, 4, 5],
      [1, 3, 4, 5, 6],
      [1, 4, 5, 6, 7],
      [1, 5, 6, 7, 8],
      [5, 6, 7, 8, 9],
    ]);
    await cache.setLimit(2 * 1072);
    assert.deepEqual(readdirSync(folder).sort(), [keyOf(8), keyOf(9)].sort());
    assert.deepEqual(await cache.usage(), { entries: 2, bytes: 2 * 1072 });
  });

  it('refuses what exceeds its limit by itself, and with a limit of 0 keeps and gives nothing', async () => {
    const cache = open(1072);
    assert.equal(await cache.put(one, [Buffer.alloc(1001)]), 'tooLarge');
    assert.equal(await cache.put(one, [Buffer.alloc(1000)]), 'kept');
    await cache.setLimit(0);
    assert.deepEqual(readdirSync(folder), []);
    assert.equal(await cache.put(one, [Buffer.alloc(0)]), 'tooLarge');
    await open().put(one, [payloadOf(one)]);
    assert.deepEqual([await cache.get(one), await cache.has(one)], [undefined, false]);
    assert.deepEqual(lines, []);
  });

  it('is emptied, and says how much that was', async () => {
    assert.deepEqual(await open().clear(), { entries: 0, bytes: 0 });
    await open().put(one, [Buffer.alloc(1000)]);
    await open().put(other, [Buffer.alloc(500)]);
    assert.deepEqual(await open().usage(), { entries: 2, bytes: 1644 });
    assert.deepEqual(await open().clear(), { entries: 2, bytes: 1644 });
    assert.deepEqual(await open().usage(), { entries: 0, bytes: 0 });
    assert.equal(await open().get(one), undefined);
  });

  it('goes on without an error where its folder is a file, and says so once', async () => {
    mkdirSync(join(root, 'caches'));
    writeFileSync(folder, 'a file');
    const cache = open();
    for (let time = 0; time < 2; time++) {
      assert.equal(await cache.put(one, [payloadOf(one)]), 'failed');
      assert.deepEqual([await cache.get(one), await cache.has(one)], [undefined, false]);
      await cache.setLimit(1e6);
    }
    assert.equal(new Set(lines).size, lines.length);
    assert.ok(lines.some((line) => /cannot be written: where its folder should be lies a file/.test(line)));
    assert.equal(readFileSync(folder, 'utf8'), 'a file');
  });

  it('makes its folder again when it was deleted', async () => {
    const cache = open();
    await cache.put(one, [payloadOf(one)]);
    rmSync(join(root, 'caches'), { recursive: true });
    assert.equal(await cache.get(one), undefined);
    assert.equal(await cache.put(one, [payloadOf(one)]), 'kept');
    assert.deepEqual(await cache.get(one), payloadOf(one));
    assert.deepEqual(lines, []);
  });

  it('leaves room on the disk', async () => {
    const cache = open(1e6, { keepFreeBytes: Number.MAX_SAFE_INTEGER });
    for (let time = 0; time < 2; time++) assert.equal(await cache.put(one, [payloadOf(one)]), 'failed');
    assert.deepEqual(readdirSync(folder), []);
    assert.equal(lines.length, 1);
    assert.match(lines[0]!, /test on this disk cannot be written: the disk is \(nearly\) full/);
  });

  it('sweeps what nobody finishes any more, not what another process is writing', async () => {
    await open().put(one, [payloadOf(one)]);
    const [, host] = /^writing-(\w+)-/.exec(temporaryName()) ?? [];
    const random = '00000000-0000-4000-8000-000000000000';
    const names = {
      dead: `writing-${host ?? ''}-4194305-${random}`,
      alive: `writing-${host ?? ''}-${process.ppid}-${random}`,
      elsewhere: `writing-00000000-1-${random}`,
      old: `writing-00000000-2-${random}`,
    };
    for (const name of Object.values(names)) writeFileSync(at(name), 'half');
    const twoHoursAgo = Date.now() / 1000 - 7200;
    utimesSync(at(names.old), twoHoursAgo, twoHoursAgo);
    assert.equal((await open().usage()).entries, 1);
    await open().put(other, [payloadOf(other)]);
    assert.deepEqual(readdirSync(folder).sort(), [one, other, names.alive, names.elsewhere].sort());
    await open().clear();
    assert.deepEqual(readdirSync(folder), []);
  });
});
