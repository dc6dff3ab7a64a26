import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCli } from '../../../src/cli/runCli.ts';
import { EXIT } from '../../../src/cli/subcommand.ts';
import { read, refuses } from './commandLine.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/mrrt/', import.meta.url));

async function run(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await runCli(args, {
    packageRoot: fileURLToPath(new URL('../../../', import.meta.url)),
    distDir: '',
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    signal: new AbortController().signal,
  });
  return { code, out, err };
}

describe('llava-med template', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'template-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('takes files, and a folder where they are several', () => {
    assert.deepEqual(read(['template', 'a.html']), ['template', { files: ['a.html'], outFolder: undefined }]);
    assert.deepEqual(read(['template', 'a.html', 'b.html', '--out', 'd']), [
      'template',
      { files: ['a.html', 'b.html'], outFolder: 'd' },
    ]);
    refuses(['template'], /template needs at least one/);
    refuses(['template', 'a.html', 'b.html'], /need a folder.*--out/);
  });

  it('writes Markdown to standard output, and what was left out beside it', async () => {
    const { code, out, err } = await run('template', join(fixtures, 'ct-abdomen.html'));
    assert.equal(code, EXIT.done);
    assert.equal(out, await readFile(join(fixtures, 'ct-abdomen.md'), 'utf8'));
    assert.match(err, /^ct-abdomen\.html: Line 32: RADLEX RID86/);
  });

  it('writes into a folder, never over a file, and goes on after one that it cannot read', async () => {
    const broken = join(folder, 'broken.html');
    await writeFile(broken, '%PDF-1.7');
    const args = ['template', broken, join(fixtures, 'us-thyroid.html'), '--out', join(folder, 'new')];
    const first = await run(...args);
    assert.equal(first.code, EXIT.failed);
    assert.match(first.err, /broken\.html: It is a PDF/);
    assert.deepEqual(await readdir(join(folder, 'new')), ['us-thyroid.md']);
    const again = await run(...args);
    assert.equal(again.code, EXIT.failed);
    assert.match(again.err, /us-thyroid\.html: a file of its name is in the folder already/);
  });

  it('says that a file is not there', async () => {
    const { code, err } = await run('template', join(folder, 'nowhere.html'));
    assert.equal(code, EXIT.failed);
    assert.match(err, /nowhere\.html: .*ENOENT.*Check the path/);
  });
});
