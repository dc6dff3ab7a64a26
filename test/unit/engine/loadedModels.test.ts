import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { LoadedModels } from '../../../src/engine/loadedModels.ts';
import { processStart } from '../../../src/supervise/runningProcess.ts';

describe('LoadedModels', function () {
  this.timeout(30_000);
  const folder = mkdtempSync(join(tmpdir(), 'llava-med-loaded-'));
  const registry = join(folder, 'registry');
  const pair = { modelPath: join(folder, 'patient-model.gguf'), projectorPath: join(folder, 'mmproj.gguf') };
  const running: ChildProcess[] = [];
  const models = new LoadedModels(registry);

  beforeEach(() => {
    rmSync(registry, { recursive: true, force: true });
    writeFileSync(pair.modelPath, 'model');
    writeFileSync(pair.projectorPath, 'projector');
  });
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  });
  after(() => rmSync(folder, { recursive: true }));

  /** A process that does nothing until it is ended. */
  const start = async (): Promise<{ readonly pid: number; end(): Promise<void> }> => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
    running.push(child);
    await once(child, 'spawn');
    return {
      pid: child.pid ?? 0,
      end: async () => {
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      },
    };
  };

  it('tells who else holds the same files, until they leave', async () => {
    assert.equal(await models.elsewhere(pair), undefined);
    const [one, two] = [await start(), await start()];
    await models.enter(one.pid, pair, 1_000);
    await models.enter(two.pid, pair, 500);
    assert.deepEqual(await models.elsewhere(pair), { processes: 2, bytes: 1_500 });
    assert.deepEqual(await models.elsewhere(pair, one.pid), { processes: 1, bytes: 500 });
    await models.leave(two.pid);
    assert.equal(await models.elsewhere(pair, one.pid), undefined);
  });

  it('forgets a process that has ended without a word', async () => {
    const one = await start();
    await models.enter(one.pid, pair, 1_000);
    await one.end();
    assert.equal(await models.elsewhere(pair), undefined);
    assert.deepEqual(readdirSync(registry), [], 'its file is gone');
  });

  it('does not take a new process for an old one of the same number', async function () {
    if (process.platform !== 'linux') this.skip();
    const one = await start();
    await models.enter(one.pid, pair, 1_000);
    const [name = ''] = readdirSync(registry);
    const entry = JSON.parse(readFileSync(join(registry, name), 'utf8')) as { start: string };
    assert.equal(entry.start, processStart(one.pid));
    writeFileSync(join(registry, name), JSON.stringify({ ...entry, start: '1' }));
    assert.equal(await models.elsewhere(pair), undefined);
  });

  it('knows the files by any path, and no other files', async () => {
    const one = await start();
    await models.enter(one.pid, pair, 1_000);
    const link = join(folder, 'link.gguf');
    symlinkSync(pair.modelPath, link);
    assert.equal((await models.elsewhere({ ...pair, modelPath: link }))?.processes, 1);
    assert.equal(await models.elsewhere({ ...pair, projectorPath: undefined }), undefined);
    writeFileSync(pair.modelPath, 'another model');
    assert.equal(await models.elsewhere(pair), undefined);
    rmSync(pair.modelPath);
    assert.equal(await models.elsewhere(pair), undefined);
    rmSync(link);
  });

  it('holds no names, and passes over what is none of its own', async () => {
    const one = await start();
    await models.enter(one.pid, pair, 1_000);
    const [name = ''] = readdirSync(registry);
    assert.doesNotMatch(readFileSync(join(registry, name), 'utf8') + name, /patient|gguf|llava-med-loaded/);
    const others = ['notes.txt', `00000000-${one.pid}.json`];
    for (const other of others) writeFileSync(join(registry, other), '{"pid":');
    assert.equal((await models.elsewhere(pair))?.processes, 1);
    assert.deepEqual(readdirSync(registry).sort(), [name, ...others].sort(), 'another machine may look after its own');
    writeFileSync(join(registry, name), '{"pid":');
    assert.equal(await models.elsewhere(pair), undefined);
  });

  it('keeps nobody from loading where it cannot write', async () => {
    const file = join(folder, 'no-folder');
    writeFileSync(file, '');
    const nowhere = new LoadedModels(file);
    const one = await start();
    await nowhere.enter(one.pid, pair, 1_000);
    assert.equal(await nowhere.elsewhere(pair), undefined);
    await nowhere.leave(one.pid);
  });
});
