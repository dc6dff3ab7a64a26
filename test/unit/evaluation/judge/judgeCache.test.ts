import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { FolderJudgeCache, judgeCacheKey } from '../../../../src/evaluation/judge/judgeCache.ts';

const PROMPT = { system: 'You judge.', user: 'Which?' };
const JUDGE = { name: 'judge', kind: 'server', parameters: { server: 'http://localhost:1/v1', seed: 0 } } as const;

describe('kept replies of judges', () => {
  let folder = '';
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'judge-')), 'replies');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

  it('come back as they were', async () => {
    const cache = new FolderJudgeCache({ folder });
    const tokens = fc.option(fc.nat(), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), tokens, tokens, async (text, promptTokens, answerTokens) => {
        const key = judgeCacheKey(JUDGE, { system: 'x', user: text });
        const reply = { text, promptTokens, answerTokens };
        await cache.put(key, reply);
        assert.deepEqual(await new FolderJudgeCache({ folder }).get(key), reply);
      }),
      { numRuns: 30 },
    );
  });

  it('have a key of all that they depend on, and of nothing else', () => {
    const others = [
      judgeCacheKey(JUDGE, PROMPT),
      judgeCacheKey({ ...JUDGE, name: 'other' }, PROMPT),
      judgeCacheKey({ ...JUDGE, kind: 'local' }, PROMPT),
      judgeCacheKey({ ...JUDGE, parameters: { ...JUDGE.parameters, seed: 1 } }, PROMPT),
      judgeCacheKey({ ...JUDGE, parameters: { ...JUDGE.parameters, server: 'http://localhost:2/v1' } }, PROMPT),
      judgeCacheKey(JUDGE, { ...PROMPT, system: 'You judge' }),
      judgeCacheKey(JUDGE, { ...PROMPT, user: 'Which? ' }),
      judgeCacheKey(JUDGE, { system: 'You judge.Which?', user: '' }),
    ];
    assert.equal(new Set(others).size, others.length);
    const turned = { ...JUDGE, parameters: { seed: 0, server: 'http://localhost:1/v1' } };
    assert.equal(judgeCacheKey(turned, PROMPT), others[0]);
  });

  it('that were damaged are none', async () => {
    const cache = new FolderJudgeCache({ folder });
    const key = judgeCacheKey(JUDGE, PROMPT);
    const path = join(folder, `${key}.json`);
    assert.equal(await cache.get(key), undefined);
    await cache.put(key, { text: '8 7', promptTokens: 1, answerTokens: 1 });
    const whole = await readFile(path, 'utf8');
    for (const damaged of ['', '{}', 'null', '[]', whole.slice(0, -3), whole.replace('8 7', '8 8'), `${whole}}`]) {
      await writeFile(path, damaged);
      assert.equal(await cache.get(key), undefined, damaged);
    }
    await writeFile(path, whole);
    assert.equal((await cache.get(key))?.text, '8 7');
    const other = judgeCacheKey(JUDGE, { ...PROMPT, user: 'Who?' });
    await rename(path, join(folder, `${other}.json`));
    assert.equal(await cache.get(other), undefined);
  });

  it('are for their owner only, whole, and cleared without what is not theirs', async () => {
    const cache = new FolderJudgeCache({ folder });
    assert.equal(await cache.clear(), 0);
    const keys = Array.from({ length: 20 }, (_, index) => judgeCacheKey(JUDGE, { ...PROMPT, user: String(index % 4) }));
    await Promise.all(keys.map((key) => cache.put(key, { text: '8 7', promptTokens: 1, answerTokens: 1 })));
    assert.deepEqual((await readdir(folder)).sort(), [...new Set(keys)].map((key) => `${key}.json`).sort());
    if (process.platform !== 'win32') {
      assert.equal((await stat(folder)).mode & 0o777, 0o700);
      assert.equal((await stat(join(folder, `${keys[0]}.json`))).mode & 0o777, 0o600);
    }
    await writeFile(join(folder, 'notes.json'), 'mine');
    assert.equal(await cache.clear(), 4);
    assert.deepEqual(await readdir(folder), ['notes.json']);
  });

  it('that cannot be written are said to be so once', async () => {
    await writeFile(folder, 'a file');
    const lines: string[] = [];
    const cache = new FolderJudgeCache({ folder, log: (line) => lines.push(line) });
    const reply = { text: '8 7', promptTokens: 1, answerTokens: 1 };
    for (const user of ['1', '2']) await cache.put(judgeCacheKey(JUDGE, { ...PROMPT, user }), reply);
    assert.equal(lines.length, 1);
    assert.match(lines[0]!, /cannot be kept \((EEXIST|ENOTDIR)\)/);
    assert.equal(await cache.get(judgeCacheKey(JUDGE, PROMPT)), undefined);
  });
});
