/** `llava-med convert` and `info` as a person runs them, and what is left when they are killed. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { writeCheckpoint } from '../fixtures/checkpoint.ts';
import { sparseModel, sparseProjector } from '../fixtures/sparsePair.ts';
import { root, temporaryFolder } from './engineUnderTest.ts';

const program = join(root, 'dist', 'cli.mjs');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** In a process group of its own, as in a terminal. `onProgress` is called with all of standard error so far. */
function llavaMed(args: readonly string[], onProgress?: (err: string, child: ChildProcess) => void): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: 'pipe', cwd: root, detached: true });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      err += chunk;
      onProgress?.(err, child);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, out, err });
    });
  });
}

describe('llava-med convert and info', function () {
  this.timeout(180_000);
  const folder = temporaryFolder();
  const weights = writeCheckpoint(join(folder, 'weights'), 'huggingFace', { towerLayers: 30 });
  before(() => {
    assert.ok(existsSync(program), 'dist/cli.mjs is built by: node esbuild.mjs');
  });

  it('converts, tells how far it is, and says what to do with the result', async () => {
    const out = join(folder, 'converted');
    const { code, out: said, err } = await llavaMed(['convert', weights, out, '--type', 'q8_0']);
    assert.equal(code, 0, err);
    assert.equal(said, `Model      ${out}/weights-Q8_0.gguf\nProjector  ${out}/weights-mmproj-F16.gguf\n`);
    for (const stage of ['Reading the checkpoint…', 'Quantising the language model…', 'Comparing with the checkpoint…'])
      assert.ok(err.includes(stage), err);
    assert.match(err, /Checked against the checkpoint itself: cosine of the image's features (?:1\.00|0\.99)/);
    assert.match(err, /llava-med ask IMAGE/);
    const info = await llavaMed([
      'info',
      join(out, 'weights-Q8_0.gguf'),
      join(out, 'weights-mmproj-F16.gguf'),
      '--sha256',
    ]);
    assert.equal(info.code, 0, info.err);
    assert.match(info.out, /Verdict +right, as far as the headers tell/);
    assert.match(info.out, /Licence +apache-2\.0/);
    assert.match(info.out, /Converted by +llava-med \d/);
    assert.match(info.out, /SHA-256 +[0-9a-f]{64} \(model\)/);
  });

  it('leaves nothing when Ctrl-C reaches all of its processes, or when it is killed', async function () {
    if (process.platform === 'win32') this.skip();
    const endings = [
      ['SIGINT', 130],
      ['SIGKILL', null],
    ] as const;
    for (const [signal, expected] of endings)
      for (const stage of ['Quantising', 'Comparing']) {
        const out = join(folder, `${signal}-${stage}`);
        let isSent = false;
        const ended = await llavaMed(['convert', weights, out], (err, child) => {
          if (isSent || !err.includes(stage)) return;
          isSent = true;
          // Ctrl-C goes to the group, a kill to the one process.
          process.kill((signal === 'SIGINT' ? -1 : 1) * (child.pid ?? 0), signal);
        });
        assert.equal(ended.code, expected, ended.err);
        for (let tries = 0; tries < 100 && readdirSync(out).length > 0; tries++) await setTimeout(100);
        assert.deepEqual(readdirSync(out), [], `${signal} while ${stage}`);
      }
  });

  it('a wrong pair is told as such by info, mended on request, and not loaded', async () => {
    const model = sparseModel(folder, 'model');
    const projector = sparseProjector(folder, 'mmproj', {}, 24);
    const wrong = await llavaMed(['info', model, projector]);
    assert.equal(wrong.code, 1);
    assert.match(wrong.out, /Verdict +wrong\n +All 24 layers/);
    const swapped = await llavaMed(['info', projector, model, '--json']);
    assert.equal(swapped.code, 1);
    assert.equal((JSON.parse(swapped.out) as { verdict: string }).verdict, 'wrong');

    const asked = await llavaMed([
      'ask',
      join(root, 'samples/chest-normal.dcm'),
      'What?',
      '--model',
      model,
      '--mmproj',
      projector,
    ]);
    assert.equal(asked.code, 1);
    assert.match(asked.err, /mmproj\.gguf would make the model answer fluently and wrongly\. All 24 layers/);

    const mended = join(folder, 'mended.gguf');
    assert.equal((await llavaMed(['info', model, projector, '--mend', mended])).code, 0);
    const right = await llavaMed(['info', model, mended]);
    assert.equal(right.code, 0);
    assert.match(right.out, /CLIP ViT-L\/14, 23 of its 24 layers/);
  });

  it('refuses by name what it cannot convert', async () => {
    const { code, err } = await llavaMed(['convert', folder, join(folder, 'never')]);
    assert.equal(code, 1);
    assert.match(err, /llava-med-engine-\w+ has no config\.json: it is not a whole checkpoint/);
    assert.ok(!existsSync(join(folder, 'never')));
  });
});
