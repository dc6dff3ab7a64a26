import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecentModels } from '../../../src/host/models/recentModels.ts';

describe('recent models', () => {
  const values = new Map<string, string>();
  const memento = {
    keys: () => [...values.keys()],
    get: (key: string, fallback?: unknown): unknown => JSON.parse(values.get(key) ?? 'null') ?? fallback,
    update: async (key: string, value: unknown) => {
      values.set(key, JSON.stringify(value));
      await Promise.resolve();
    },
  };
  const recent = new RecentModels(memento as ConstructorParameters<typeof RecentModels>[0]);
  let folder: string;
  const file = (name: string): string => {
    const path = join(folder, name);
    writeFileSync(path, 'GGUF');
    return path;
  };

  beforeEach(() => {
    values.clear();
    folder = mkdtempSync(join(tmpdir(), 'llava-med-recent-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('are five, the latest first, each once', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'c'])
      await recent.add({ modelPath: `/${name}.gguf`, projectorPath: '/eye.gguf' });
    assert.deepEqual(
      recent.list().map(({ modelPath }) => modelPath),
      ['/c.gguf', '/f.gguf', '/e.gguf', '/d.gguf', '/b.gguf'],
    );
  });

  it('tell a pair with a projector from the same model without', async () => {
    await recent.add({ modelPath: '/a.gguf', projectorPath: '/eye.gguf' });
    await recent.add({ modelPath: '/a.gguf', projectorPath: undefined });
    assert.deepEqual(recent.list(), [
      { modelPath: '/a.gguf', projectorPath: undefined },
      { modelPath: '/a.gguf', projectorPath: '/eye.gguf' },
    ]);
  });

  it('lose those of which a file is gone, and say which', async () => {
    const whole = { modelPath: file('whole.gguf'), projectorPath: file('eye.gguf') };
    const alone = { modelPath: file('alone.gguf'), projectorPath: undefined };
    const blind = { modelPath: file('blind.gguf'), projectorPath: join(folder, 'gone.gguf') };
    for (const pair of [whole, alone, blind]) await recent.add(pair);
    assert.deepEqual(await recent.dropMissing(), [blind]);
    assert.deepEqual(recent.list(), [alone, whole]);
    assert.deepEqual(await recent.dropMissing(), []);
  });

  it('take nothing that another version may have left', () => {
    values.set('llavaMed.recentModels', JSON.stringify([7, null, { path: '/a' }, { modelPath: '/b.gguf' }]));
    assert.deepEqual(recent.list(), [{ modelPath: '/b.gguf', projectorPath: undefined }]);
  });
});
