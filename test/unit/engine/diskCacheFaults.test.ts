/** The cache on disk in real trouble: processes side by side, kill -9, a full disk, a folder that may not be changed. */
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { DiskCache } from '../../../src/engine/caches/diskCache.ts';
import { temporaryName } from '../../../src/engine/caches/temporaryEntry.ts';
import { keyOf, payloadOf } from './cachePayload.ts';

interface Once {
  readonly put: readonly string[];
  readonly large: number | null;
  readonly small: boolean | null;
  readonly lines: readonly string[];
}

describe('a cache on disk in trouble', function () {
  this.timeout(120_000);
  let root: string;
  let program: string;
  let folder: string;
  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'disk-cache-faults-'));
    // Other users, and processes with little room, run it as well: one file that needs nothing else.
    chmodSync(root, 0o755);
    program = join(root, 'cacheProgram.mjs');
    await build({
      entryPoints: [fileURLToPath(new URL('cacheProgram.ts', import.meta.url))],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'error',
      // A package that it bundles asks for Node's own modules by require.
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    });
  });
  after(() => rmSync(root, { recursive: true, force: true }));
  beforeEach(() => {
    folder = mkdtempSync(join(root, 'cache-'));
  });

  const open = (): DiskCache => new DiskCache({ folder, kind: 'test', limitBytes: 100e6, keepFreeBytes: 0 });
  const start = (mode: string, number = 0) =>
    spawn(process.execPath, [program, mode, folder, String(number)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const resultOf = async (child: ReturnType<typeof start>): Promise<unknown> => {
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
    const code = await new Promise((resolve) => child.on('close', resolve));
    assert.equal(code, 0);
    return JSON.parse(out);
  };
  /** The bytes of the large entries are told by their number. */
  const isLarge = (bytes: Buffer, index: number): boolean =>
    bytes.equals(Buffer.concat([Buffer.alloc(5e6, index), Buffer.alloc(3e6, index + 1)]));

  it('gives the right bytes or none while three processes put, get, evict and empty it', async () => {
    const results = (await Promise.all([1, 2, 3].map((seed) => resultOf(start('hammer', seed))))) as {
      counts: { kept: number; hits: number; misses: number; wrong: number; other: number };
      lines: string[];
    }[];
    for (const { counts, lines } of results) {
      assert.equal(counts.wrong, 0);
      assert.ok(counts.kept > 50 && counts.hits > 20 && counts.misses > 20, JSON.stringify(counts));
      // A put may lose its half-written file to another's emptying: no reason for a line.
      assert.deepEqual(lines, []);
    }
    const { bytes } = await open().usage();
    assert.ok(bytes <= 400_000, `${bytes} bytes`);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('writing-')),
      [],
    );
  });

  it('shows no half entry after kill -9 while one is written, and sweeps what was left', async () => {
    let killedWhileWriting = 0;
    for (let round = 0; round < 25 || (killedWhileWriting === 0 && round < 200); round++) {
      const child = start('write');
      const gone = new Promise((resolve) => child.on('close', resolve));
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await sleep((round * 7) % 40);
      child.kill('SIGKILL');
      await gone;
      const left = readdirSync(folder).filter((name) => name.startsWith('writing-'));
      killedWhileWriting += Math.min(left.length, 1);
      const cache = open();
      for (let index = 0; index < 4; index++) {
        const isThere = await cache.has(keyOf(index));
        const found = await cache.get(keyOf(index));
        assert.equal(found !== undefined, isThere, 'an entry was there, and not whole');
        if (found !== undefined) assert.ok(isLarge(found, index));
      }
      assert.equal(await cache.put(keyOf(9), [payloadOf(keyOf(9))]), 'kept');
      assert.deepEqual(
        readdirSync(folder).filter((name) => name.startsWith('writing-')),
        [],
      );
    }
    assert.ok(killedWhileWriting > 0, 'no process was killed while it wrote');
  });

  it('leaves alone what a process that lives is writing', async () => {
    const child = start('wait');
    await new Promise((resolve) => child.stdout.once('data', resolve));
    try {
      const name = temporaryName().replace(`-${process.pid}-`, `-${child.pid ?? 0}-`);
      writeFileSync(join(folder, name), 'half');
      await open().put(keyOf(0), [payloadOf(keyOf(0))]);
      assert.ok(readdirSync(folder).includes(name));
      child.kill('SIGKILL');
      await new Promise((resolve) => child.on('close', resolve));
      await open().put(keyOf(0), [payloadOf(keyOf(0))]);
      assert.ok(!readdirSync(folder).includes(name));
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('goes on without where a file may not grow so large, and leaves nothing of it', async function () {
    if (process.platform === 'win32') this.skip();
    await open().put(keyOf(0), [payloadOf(keyOf(0))]);
    // A write that is cut short and then refused, as by a full disk or a quota; 2 to 4 MB by the shell.
    const out = execFileSync(
      'sh',
      ['-c', 'ulimit -f 4096 && exec "$0" "$@"', process.execPath, program, 'useOnce', folder],
      { encoding: 'utf8' },
    );
    const { put, large, small, lines } = JSON.parse(out) as Once;
    assert.deepEqual({ put, large, small }, { put: ['failed', 'failed'], large: null, small: true });
    assert.equal(lines.length, 1);
    assert.match(lines[0]!, /cannot be written: EFBIG/);
    assert.deepEqual(readdirSync(folder), [keyOf(0)]);
  });

  it('goes on without on a full disk', async function () {
    // A disk of 4 MB that only this process and its children see.
    const script = `mount -t tmpfs -o size=4m none "${folder}" && "$0" "$1" useOnce "${folder}" && ls -A "${folder}" && df -k "${folder}"`;
    const { status, stdout } = spawnSync(
      'unshare',
      ['--user', '--map-root-user', '--mount', 'sh', '-c', script, process.execPath, program],
      { encoding: 'utf8' },
    );
    if (status !== 0) {
      console.log('      (a disk of its own cannot be made here)');
      this.skip();
    }
    const [result = '', ...rest] = stdout.split('\n');
    const { put, large, lines } = JSON.parse(result) as Once;
    assert.deepEqual({ put, large }, { put: ['failed', 'failed'], large: null });
    assert.equal(lines.length, 1);
    assert.match(lines[0]!, /cannot be written: the disk is \(nearly\) full/);
    // Nothing lies there: after the result comes df.
    assert.match(rest[0] ?? '', /^Filesystem/);
  });

  it('is read, and not written, where its folder may not be changed', async function () {
    if (process.platform === 'win32') this.skip();
    await open().put(keyOf(0), [payloadOf(keyOf(0))]);
    chmodSync(join(folder, keyOf(0)), 0o444);
    chmodSync(folder, 0o555);
    const { put, small, lines } = (await resultOf(start('readOnly'))) as Once;
    chmodSync(folder, 0o755);
    assert.deepEqual({ put, small }, { put: ['failed', 'failed'], small: true });
    assert.equal(lines.length, 1);
    assert.match(lines[0]!, /cannot be written: its folder may not be changed by this user/);
    assert.deepEqual(readdirSync(folder), [keyOf(0)]);
  });

  it('goes on without where its folder cannot even be looked into', async function () {
    if (process.platform === 'win32') this.skip();
    mkdirSync(join(folder, 'locked'), { mode: 0o700 });
    chmodSync(folder, 0o000);
    const { put, small, lines } = (await resultOf(start('readOnly'))) as Once;
    chmodSync(folder, 0o755);
    assert.deepEqual({ put, small }, { put: ['failed', 'failed'], small: null });
    assert.equal(lines.length, 1);
    assert.match(lines[0]!, /its folder may not be changed by this user/);
  });
});
