/** The program `llava-med` as a person runs it: its own process, the built bundles, a real model. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { writeRandomPair } from '../fixtures/randomGguf.ts';
import { filmInOtherDepths, signedJpeg2000Film } from '../fixtures/filmInOtherDepths.ts';
import { dicomFile, imageElements, pixelBytes } from '../unit/imaging/dicomBuilder.ts';
import { noise } from '../unit/imaging/noise.ts';
import { sliceFile, zipFile } from '../unit/imaging/studyFiles.ts';
import { root, temporaryFolder } from './engineUnderTest.ts';

/** Where each platform has a program's cache: not the one of whoever runs the tests. */
const caches = temporaryFolder();
const ownCacheFolder = { XDG_CACHE_HOME: caches, LOCALAPPDATA: caches, HOME: caches };
const program = join(root, 'dist', 'cli.mjs');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Watch {
  /** Called with all of stdout so far. */
  onOut?(text: string, child: ReturnType<typeof spawn>): void;
  readonly input?: string;
}

function llavaMed(args: readonly string[], watch: Watch = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      stdio: 'pipe',
      cwd: root,
      env: { ...process.env, ...ownCacheFolder },
    });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk;
      watch.onOut?.(out, child);
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, out, err });
    });
    child.stdin.end(watch.input ?? '');
  });
}

describe('the program llava-med', function () {
  this.timeout(180_000);
  const folder = temporaryFolder();
  const { modelPath, projectorPath } = writeRandomPair(folder, 'cli', { seed: 3 });
  const model = ['--model', modelPath, '--mmproj', projectorPath, '--gpu', 'cpu'];
  const scan = join(folder, 'scan.dcm');
  const picture = join(folder, 'picture.png');
  before(async () => {
    assert.ok(existsSync(program), 'dist/cli.mjs is built by: node esbuild.mjs');
    writeFileSync(scan, dicomFile(imageElements({ rows: 60, columns: 80 }, pixelBytes(noise(60 * 80)))));
    await sharp(noise(50 * 70 * 3), { raw: { width: 50, height: 70, channels: 3 } })
      .png()
      .toFile(picture);
  });

  it('answers on standard output, and says the rest on standard error', async () => {
    const ask = ['ask', scan, 'Is there a pleural effusion?', ...model, '--seed', '4', '--max-tokens', '12'];
    const [first, again] = [await llavaMed(ask), await llavaMed(ask)];
    assert.equal(first.code, 0, first.err);
    assert.ok(first.out.trim() !== '' && first.out.endsWith('\n'));
    assert.equal(again.out, first.out, 'the same seed, the same answer');
    assert.match(first.err, /not a medical device/);
    assert.match(first.err, /Image accepted: 16 tokens, 56×56 as the model saw it/);
    assert.match(first.err, /tokens\/s/);
    assert.ok(!first.err.includes(folder), 'no folders in what is said');
  });

  it('keeps the features of an image, says so and deletes them; not with --no-cache', async () => {
    const ask = ['ask', picture, 'What?', ...model, '--max-tokens', '2', '--seed', '4'];
    const kept = async (...options: readonly string[]): Promise<{ folder: string; entries: number; bytes: number }> => {
      const { out, code, err } = await llavaMed(['cache', '--json', ...options]);
      assert.equal(code, 0, err);
      const { folder: at, features } = JSON.parse(out) as {
        folder: string;
        features: { entries: number; bytes: number };
      };
      return { folder: at, ...features };
    };
    const deleted = await kept('--clear');
    assert.ok(deleted.folder.startsWith(caches));
    assert.equal((await kept()).entries, 0);
    const without = await llavaMed([...ask, '--no-cache']);
    assert.equal((await kept()).entries, 0);
    const first = await llavaMed(ask);
    assert.equal((await kept()).entries, 1);
    const again = await llavaMed(ask);
    assert.deepEqual([first.out, again.out], [without.out, without.out]);
    const { entries, bytes } = await kept();
    assert.equal(entries, 1);
    const { out } = await llavaMed(['cache', '--clear']);
    assert.match(out, /Features +1 image, .*\n(?:.*\n)*.*deleted/);
    assert.ok(bytes > 0);
    assert.equal((await kept()).entries, 0);
  });

  it('asks about slices of a study, says which, and refuses more than fit before any is decoded', async () => {
    const study = join(folder, 'ct.zip');
    const slices = Array.from({ length: 20 }, (_, index) => index + 1).map((number) => ({
      name: `ct/im${String(number)}`,
      bytes: sliceFile({ z: number, instance: number, shade: number * 9 }),
    }));
    writeFileSync(study, zipFile(slices));
    const ask = ['ask', study, 'What differs?', ...model, '--json', '--max-tokens', '4'];
    const { code, out, err } = await llavaMed([...ask, '--slices', '2,4-5']);
    assert.equal(code, 0, err);
    const { images } = JSON.parse(out) as { images: { file: string; slice: { number: number; of: number } }[] };
    assert.deepEqual(
      images.map(({ file, slice: { number, of } }) => [file, number, of]),
      [
        ['im2', 2, 20],
        ['im4', 4, 20],
        ['im5', 5, 20],
      ],
    );
    assert.match(err, /ct\.zip, CT · series 3 · Thorax axial: slices 2, 4, 5 of 20\./);
    const middle = await llavaMed(ask);
    assert.match(middle.err, /slice 10 of 20, the one in the middle\. Others are chosen with --slices/);
    const many = await llavaMed([...ask, '--every', '1', '--context', '256']);
    assert.equal(many.code, 2, many.err);
    assert.match(
      many.err,
      /20 images take 320 tokens, and the context of .* holds 256: 14 images fit beside the question/,
    );
  });

  it('gives everything in one JSON object', async () => {
    const { code, out, err } = await llavaMed([
      'ask',
      scan,
      picture,
      'What differs?',
      ...model,
      '--json',
      '--temperature',
      '0',
      '--max-tokens',
      '8',
      '--window',
      '100,50',
    ]);
    assert.equal(code, 0, err);
    const result = JSON.parse(out) as {
      answer: string;
      images: Record<string, unknown>[];
      model: Record<string, unknown>;
      sampling: unknown;
    };
    assert.ok(result.answer !== '');
    assert.deepEqual(result.sampling, { temperature: 0, topP: 0.7, maxTokens: 8, seed: 0 });
    assert.deepEqual(
      result.images.map(({ file, format, width, height, windowSource }) => [file, format, width, height, windowSource]),
      [
        ['scan.dcm', 'dicom', 80, 60, 'user'],
        ['picture.png', 'png', 50, 70, undefined],
      ],
    );
    assert.ok(
      result.images.every(({ frame }) => frame === 1),
      'frames count as --frame does',
    );
    assert.ok(result.images.every(({ receipt }) => (receipt as { tokens: number }).tokens === 16));
    assert.equal(result.model['fileName'], 'cli-model.gguf');
  });

  it('refuses a damaged image, unless it is told to ask all the same', async () => {
    const whole = readFileSync(scan);
    const cut = join(folder, 'cut.dcm');
    writeFileSync(cut, whole.subarray(0, whole.length - Math.round(60 * 80 * 0.85)));
    const ask = ['ask', cut, 'What is this?', ...model, '--max-tokens', '8'];
    const refused = await llavaMed(ask);
    assert.deepEqual([refused.code, refused.out], [1, '']);
    assert.match(refused.err, /cut\.dcm is damaged\. The file holds 15 % of its pixels; .*\n.*--allow-damaged/);
    const asJson = await llavaMed([...ask, '--json']);
    assert.equal((JSON.parse(asJson.out) as { error: { code: string } }).error.code, 'damagedImage');
    const asked = await llavaMed([...ask, '--allow-damaged', '--json']);
    assert.equal(asked.code, 0, asked.err);
    assert.match(asked.err, /cut\.dcm: The file holds 15 % of its pixels/);
    const [image] = (JSON.parse(asked.out) as { images: { notes: { code: string }[]; phantom?: boolean }[] }).images;
    assert.ok(image !== undefined && image.notes.some(({ code }) => code === 'pixelsMissing'));
    assert.ok(!('phantom' in image), 'said of the demo model only');
  });

  it('drafts findings from an image, and an impression from findings on standard input', async () => {
    const findings = await llavaMed([
      'draft',
      picture,
      '--section',
      'findings',
      '--indication',
      'Cough.',
      ...model,
      '--max-tokens',
      '8',
      '--json',
    ]);
    assert.equal(findings.code, 0, findings.err);
    const { section, prompt } = JSON.parse(findings.out) as { section: string; prompt: { id: string; text: string } };
    assert.deepEqual([section, prompt.id], ['findings', 'findings-1']);
    assert.match(prompt.text, /^Indication: Cough\./);
    const impression = await llavaMed(
      ['draft', '--section', 'impression', '--findings', '-', ...model, '--max-tokens', '8'],
      { input: 'Small left pleural effusion.' },
    );
    assert.equal(impression.code, 0, impression.err);
    assert.ok(impression.out.trim() !== '');
  });

  it('describes a pair without loading it', async () => {
    const { code, out } = await llavaMed(['info', modelPath, projectorPath]);
    assert.equal(code, 0);
    assert.match(out, /^Model +cli-model\.gguf/);
    assert.match(out, /Images +56×56 in patches of 14, 16 tokens each/);
    const json = await llavaMed(['info', modelPath, projectorPath, '--json']);
    const { projector, memory } = JSON.parse(json.out) as {
      projector: { imageSize: number };
      memory: { needsBytes: number };
    };
    assert.ok(projector.imageSize === 56 && memory.needsBytes > 0);
    assert.ok(!json.out.includes(folder));
  });

  it('fails with 1 when the files do not belong together', async () => {
    const { code, out, err } = await llavaMed(['ask', scan, 'What?', '--model', projectorPath, '--mmproj', modelPath]);
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /cli-mmproj\.gguf is an image projector/);
  });

  /** A model of random weights may end its answer before it can be cut short: then the next seed. */
  async function cutShort(code: number, onOut: NonNullable<Watch['onOut']>): Promise<Ended> {
    let ended: Ended | undefined;
    for (let seed = 1; seed <= 30; seed += 1) {
      const long = [
        '--max-tokens',
        '8000',
        '--temperature',
        '1.5',
        '--top-p',
        '1',
        '--context',
        '8192',
        '--seed',
        String(seed),
      ];
      ended = await llavaMed(['ask', scan, 'Go on.', ...model, ...long], { onOut });
      if (ended.code !== 0) break;
    }
    assert.ok(ended?.code === code, ended?.err);
    return ended;
  }

  it('stops on Ctrl-C with what there is, and ends with 130', async () => {
    // Once for each program: a second Ctrl-C ends it without a word, as it should.
    const told = new Set<unknown>();
    const { out, err } = await cutShort(130, (_, child) => {
      if (!told.has(child)) child.kill('SIGINT');
      told.add(child);
    });
    assert.ok(out.endsWith('\n') && out.length > 1);
    assert.match(err, /Stopped\./);
  });

  it('ends quietly when nobody reads on', async () => {
    const { err } = await cutShort(141, (_, child) => {
      child.stdout?.destroy();
    });
    assert.doesNotMatch(err, /EPIPE|at .*\.mjs/);
  });

  describe('with the demo model', () => {
    const sample = (name: string): string => join('samples', `chest-${name}.dcm`);
    const question = 'Is there a pleural effusion?';

    for (const [name, says] of [
      ['left-effusion', /^yes\b/i],
      ['right-effusion', /^yes\b/i],
      ['normal', /^no\b/i],
    ] as const) {
      it(`answers "${question}" for ${sample(name)}`, async () => {
        const { code, out, err } = await llavaMed(['ask', sample(name), question]);
        assert.equal(code, 0, err);
        assert.match(out, says);
        assert.equal((await llavaMed(['ask', question, sample(name)])).out, out, 'the question may stand first');
        assert.match(err, /knows synthetic phantoms only/);
      });
    }

    it('answers about the same film in deep TIFF and PNG as about the film itself', async () => {
      const film = sample('left-effusion');
      const { out: answer } = await llavaMed(['ask', film, question]);
      const others = await filmInOtherDepths(join(root, film));
      for (const name of ['float.tif', 'signed.tif', 'grey-and-opacity.png', 'rgb.png']) {
        writeFileSync(join(folder, name), others[name]!);
        const { code, out, err } = await llavaMed(['ask', join(folder, name), question]);
        assert.equal(code, 0, err);
        assert.equal(out, answer, name);
        assert.match(
          err,
          new RegExp(`${name}: The file does not say how its values are to be seen`),
          'what the decoder chose is said',
        );
      }
      const signed = join(folder, 'signed-j2k.dcm');
      writeFileSync(signed, await signedJpeg2000Film(join(root, film)));
      assert.equal((await llavaMed(['ask', signed, question])).out, answer);
    });

    for (const side of ['left', 'right'] as const) {
      it(`drafts findings that name the ${side} side`, async () => {
        const { code, out, err } = await llavaMed(['draft', sample(`${side}-effusion`), '--section', 'findings']);
        assert.equal(code, 0, err);
        assert.match(out, new RegExp(`\\b${side}\\b[^.]*effusion|effusion[^.]*\\b${side}\\b`, 'i'));
      });
    }

    it('says for which image its answer means nothing: on standard error, and in JSON for each', async () => {
      const ask = ['ask', sample('normal'), picture, question, '--max-tokens', '8'];
      const { code, out, err } = await llavaMed([...ask, '--json']);
      assert.equal(code, 0, err);
      assert.match(err, /1 of these 2 images is none: the answer means nothing\./);
      const { images } = JSON.parse(out) as { images: { phantom?: boolean }[] };
      assert.deepEqual(
        images.map(({ phantom }) => phantom),
        [true, false],
      );
      for (const other of ['samples/us-beating-chamber.dcm', 'samples/ct-test-object/IM000001']) {
        const answered = await llavaMed(['ask', other, question, '--max-tokens', '8']);
        assert.match(answered.err, /This image is none: the answer means nothing\./, other);
      }
      const known = await llavaMed(['ask', sample('normal'), question, '--max-tokens', '8']);
      assert.doesNotMatch(known.err, /the answer means nothing/);
    });

    it('says what the tags of the image contradict: on standard error, and in JSON', async () => {
      const header = readFileSync(join(root, sample('left-effusion')), 'latin1');
      const told = join(folder, 'told.dcm');
      writeFileSync(told, header.replace('CS\x02\0CR', 'CS\x02\0MR').replace('CHEST ', 'BRAIN '), 'latin1');
      const ask = ['What modality is this?', '--temperature', '0', '--max-tokens', '30'];
      const says = "The answer says X-ray; the file's Modality is MR.";
      const against = await llavaMed(['ask', told, ...ask]);
      assert.ok(against.err.includes(says), against.err);
      const json = JSON.parse((await llavaMed(['ask', told, ...ask, '--json'])).out) as { againstTags: string[] };
      assert.equal(json.againstTags[0], says);
      const agreed = await llavaMed(['ask', sample('left-effusion'), ...ask, '--json']);
      assert.deepEqual((JSON.parse(agreed.out) as { againstTags: string[] }).againstTags, []);
    });

    it('is what info describes by default', async () => {
      const { code, out } = await llavaMed(['info']);
      assert.equal(code, 0);
      assert.match(out, /synthetic phantoms only/);
    });
  });
});
