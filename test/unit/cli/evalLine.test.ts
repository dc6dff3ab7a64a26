import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { MODEL, read, refuses } from './commandLine.ts';

describe('command line of eval', () => {
  const MEASURED = { temperature: 0, topP: 1, maxTokens: 1024, seed: 0 };
  const wish = (kind: string, ...setPaths: string[]): object => ({
    ...{ folder: 'run', kind, setPaths, imagesFolder: undefined, textOnly: false, shard: undefined },
    ...{ sampling: MEASURED, overwrite: false },
  });
  const run = (kind: string, ...setPaths: string[]): object => ({
    ...{ json: false, what: 'run', wish: wish(kind, ...setPaths), judge: undefined, model: MODEL },
    ...{ allowDamaged: false, cache: true },
  });
  const judgeOf = (...line: string[]): unknown => (read(line)[1] as { judge: unknown }).judge;

  it('takes a set of each kind, and a folder', () => {
    for (const kind of ['chat', 'vqa', 'report'])
      assert.deepEqual(read(['eval', kind, 'set.jsonl', '--out', 'run']), ['eval', run(kind, 'set.jsonl')]);
    assert.deepEqual(read(['eval', 'vqa', 'a.parquet', 'b.parquet', '--out=run']), [
      'eval',
      run('vqa', 'a.parquet', 'b.parquet'),
    ]);
    const options = ['--images', 'pictures', '--text-only', '--shard', '2/4', '--overwrite', '--seed', '7'];
    assert.deepEqual(read(['eval', 'chat', 's', '--out', 'run', ...options, '--json', '--allow-damaged'])[1], {
      ...run('chat', 's'),
      ...{ json: true, allowDamaged: true },
      wish: {
        ...wish('chat', 's'),
        ...{ imagesFolder: 'pictures', textOnly: true, shard: { index: 2, count: 4 }, overwrite: true },
        sampling: { ...MEASURED, seed: 7 },
      },
    });
    refuses(['eval'], /Say what to evaluate: chat, vqa, report, score, merge, quality or phantoms/);
    refuses(['eval', 'poem', 's'], /There is no eval poem: chat, vqa/);
    refuses(['eval', 'chat', '--out', 'run'], /eval chat takes a file of questions/);
    for (const out of [[], ['--out=']])
      refuses(['eval', 'report', 's', ...out], /eval report needs a folder for what it writes: --out FOLDER/);
    for (const wrong of ['0/2', '3/2', '2', 'a/b', '1/2/3', '-1/2'])
      refuses(['eval', 'vqa', 's', '--out', 'run', `--shard=${wrong}`], /--shard is i\/n, such as 2\/4/);
  });

  it('takes a judge of visual chat and of report drafts', () => {
    const server = ['--judge-url', 'http://localhost:8080/v1', '--judge-model', 'm'];
    const chat = ['eval', 'chat', 's', '--out', 'run'];
    const judge = {
      ...{ kind: 'server', baseUrl: 'http://localhost:8080/v1', model: 'm', allowInsecure: false },
      ...{ price: undefined, bothOrders: false, cacheFolder: undefined },
    };
    assert.deepEqual(judgeOf(...chat, ...server), judge);
    assert.deepEqual(judgeOf('eval', 'report', 's', '--out', 'run', ...server), judge);
    assert.deepEqual(
      judgeOf(
        ...[...chat, ...server, '--both-orders', '--judge-price', '2.5,10'],
        ...['--judge-replies', 'kept', '--allow-insecure'],
      ),
      { ...judge, bothOrders: true, price: [2.5, 10], cacheFolder: 'kept', allowInsecure: true },
    );
    assert.deepEqual(judgeOf(...chat, '--judge-gguf', 'j.gguf', '--judge-replies', 'kept'), {
      ...{ kind: 'local', modelPath: 'j.gguf', bothOrders: false, cacheFolder: 'kept' },
    });
    assert.equal(judgeOf(...chat), undefined);
    refuses([...chat, ...server, '--judge-gguf', 'j.gguf'], /a server or a file: give --judge-url or --judge-gguf/);
    refuses([...chat, '--judge-model', 'm'], /--judge-model belongs to a server/);
    refuses([...chat, '--judge-url', 'http://x/v1'], /name one with --judge-model/);
    refuses([...chat, '--both-orders'], /--both-orders belongs to a judge/);
    refuses(['eval', 'vqa', 's', '--out', 'run', ...server], /eval vqa needs none/);
    refuses(['eval', 'report', 's', '--out', 'run', ...server, '--both-orders'], /--both-orders belongs to eval chat/);
    for (const wrong of ['2', '1,2,3'])
      refuses([...chat, ...server, '--judge-price', wrong], /--judge-price is two numbers, such as 2\.5,10/);
    refuses([...chat, ...server, '--judge-price', '1,-2'], /--judge-price is a number from 0/);
  });

  it('scores a run, or the answers of another program', () => {
    assert.deepEqual(read(['eval', 'score', 'run', '--json']), [
      'eval',
      { json: true, what: 'scoreRun', folder: 'run' },
    ]);
    const files = ['eval', 'score', '--questions', 'q', '--answers', 'a'];
    const request = { json: false, what: 'scoreFiles', questionsPaths: ['q'], answersPath: 'a', kind: undefined };
    assert.deepEqual(read(files)[1], request);
    assert.deepEqual(read([...files, '--kind', 'report'])[1], { ...request, kind: 'report' });
    for (const folders of [[], ['a', 'b']])
      refuses(['eval', 'score', ...folders], /takes the folder of a run, or --questions FILE and --answers FILE/);
    refuses(['eval', 'score', '--questions', 'q'], /needs both/);
    refuses(['eval', 'score', '--answers', 'a'], /needs both/);
    refuses([...files, 'run'], /eval score takes no file beside its options/);
    refuses([...files, '--kind', 'poem'], /--kind is chat, vqa, report; not "poem"/);
  });

  it('merges parts, draws phantoms and measures quality', () => {
    assert.deepEqual(read(['eval', 'merge', 'a', 'b', '--out', 'run'])[1], {
      ...{ json: false, what: 'merge', parts: ['a', 'b'], out: 'run' },
    });
    refuses(['eval', 'merge', 'a', '--out', 'run'], /eval merge takes the folders of all parts/);
    refuses(['eval', 'merge', 'a', 'b'], /eval merge needs a folder/);
    const drawn = { json: false, out: 'f', seed: 'quality', count: 40 };
    assert.deepEqual(read(['eval', 'phantoms', '--out', 'f'])[1], { ...drawn, what: 'phantoms' });
    assert.deepEqual(read(['eval', 'quality', '--out', 'f', '--phantoms', '3', '--set-seed', 's'])[1], {
      ...{ ...drawn, what: 'quality', count: 3, seed: 's', model: MODEL },
    });
    for (const what of ['phantoms', 'quality']) {
      refuses(['eval', what], new RegExp(`eval ${what} needs a folder`));
      refuses(['eval', what, 'x', '--out', 'f'], new RegExp(`eval ${what} takes no file beside its options`));
    }
    refuses(['eval', 'phantoms', '--out', 'f', '--phantoms', '0'], /--phantoms is a number from 1/);
  });
});

describe('command line of compare', () => {
  it('takes the folders of two runs or more', () => {
    const request = { folders: [resolve('a'), resolve('b')], metric: undefined, json: false };
    assert.deepEqual(read(['compare', 'a', 'b']), ['compare', request]);
    assert.deepEqual(read(['compare', 'a', 'b', '--metric', 'f1', '--json'])[1], {
      ...request,
      ...{ metric: 'f1', json: true },
    });
    for (const line of [['compare'], ['compare', 'a']]) refuses(line, /compare takes the folders of two runs or more/);
  });
});
