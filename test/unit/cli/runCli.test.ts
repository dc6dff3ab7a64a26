/** The program up to where a model is needed; with a model: test/engine/cli.test.ts. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXIT, runCli } from '../../../src/cli/runCli.ts';
import { HELP } from '../../../src/cli/usage.ts';
import { dicomFile, imageElements, pixelBytes } from '../imaging/dicomBuilder.ts';

const packageRoot = fileURLToPath(new URL('../../../', import.meta.url));
/** The children from their sources. */
const distDir = fileURLToPath(new URL('../imaging/', import.meta.url));

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(args: readonly string[], options: { root?: string; signal?: AbortSignal } = {}): Promise<Outcome> {
  let [out, err] = ['', ''];
  const code = await runCli(args, {
    packageRoot: options.root ?? packageRoot,
    distDir,
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    signal: options.signal ?? new AbortController().signal,
  });
  return { code, out, err };
}

describe('llava-med', function () {
  this.timeout(60_000);
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cli-'));
    await writeFile(join(folder, 'scan.dcm'), dicomFile(imageElements({ rows: 1, columns: 1 }, pixelBytes([1]))));
    await writeFile(join(folder, 'notes.txt'), 'not a model');
  });
  after(() => rm(folder, { recursive: true }));

  it('prints its help and its version', async () => {
    assert.deepEqual(await run(['--help']), { code: EXIT.done, out: HELP, err: '' });
    const { version } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
    assert.deepEqual(await run(['--version']), { code: EXIT.done, out: `${version}\n`, err: '' });
  });

  it('ends with 2 on wrong usage, and points to the help', async () => {
    const { code, out, err } = await run(['ask']);
    assert.deepEqual([code, out], [EXIT.usage, '']);
    assert.match(err, /^llava-med: ask needs .*\nTry: llava-med --help\n$/);
  });

  it('ends with 1 and names the file when an image cannot be read', async () => {
    const { code, out, err } = await run(['ask', join(folder, 'gone.png'), 'What?', '--model', join(folder, 'notes.txt')]);
    assert.deepEqual([code, out], [EXIT.failed, '']);
    assert.match(err, /llava-med: gone\.png: no such file/);
    assert.ok(!err.includes(folder), 'no folder in the message');
  });

  it('ends with 1 and names the file when the model is none', async () => {
    const { code, err } = await run(['info', join(folder, 'notes.txt')]);
    assert.equal(code, EXIT.failed);
    assert.match(err, /^llava-med: notes\.txt is not a GGUF file/);
  });

  it('tells scripts about errors in JSON as well', async () => {
    const { code, out } = await run(['info', '--json', join(folder, 'gone.gguf')]);
    assert.equal(code, EXIT.failed);
    const { error } = JSON.parse(out) as { error: { code: string; message: string } };
    assert.equal(error.code, 'fileMissing');
    assert.match(error.message, /gone\.gguf/);
  });

  it('says so when the demo model is not there', async () => {
    const { code, err } = await run(['info'], { root: folder });
    assert.equal(code, EXIT.failed);
    assert.match(err, /demo model is not in this installation.*--model/);
  });

  it('does not draft an impression from nothing', async () => {
    await writeFile(join(folder, 'empty.txt'), '\n');
    for (const [file, says] of [['empty.txt', /text is empty/], ['gone.txt', /cannot be read from gone\.txt/]] as const) {
      const { code, err } = await run(['draft', '--section', 'impression', '--findings', join(folder, file), '--model', join(folder, 'notes.txt')]);
      assert.equal(code, EXIT.usage);
      assert.match(err, says);
    }
  });

  it('ends with 130 and without a word when it is stopped before there is an answer', async () => {
    const { code, out, err } = await run(['ask', join(folder, 'scan.dcm'), 'What?', '--model', join(folder, 'notes.txt')], { signal: AbortSignal.abort() });
    assert.deepEqual([code, out, err], [EXIT.stopped, '', '']);
  });
});
