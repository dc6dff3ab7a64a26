/** The program up to where a model is needed; with a model: test/engine/cli.test.ts. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { readArguments } from '../../../src/cli/program.ts';
import { runCli } from '../../../src/cli/runCli.ts';
import { EXIT } from '../../../src/cli/subcommand.ts';
import { dicomFile, imageElements, pixelBytes, pixelWords } from '../imaging/dicomBuilder.ts';
import { dicomdir, sliceFile, zipFile } from '../imaging/studyFiles.ts';

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
    for (const args of [['--help'], ['decode', '--help']]) {
      const wish = readArguments(args);
      assert.deepEqual(await run(args), { code: EXIT.done, out: wish.kind === 'help' ? wish.text : '', err: '' });
    }
    const { version } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
    assert.deepEqual(await run(['--version']), { code: EXIT.done, out: `${version}\n`, err: '' });
  });

  it('ends with 2 on wrong usage, and points to the help', async () => {
    const { code, out, err } = await run(['ask']);
    assert.deepEqual([code, out], [EXIT.usage, '']);
    assert.match(err, /^llava-med: ask needs .*\nTry: llava-med ask --help\n$/);
  });

  it('says what is kept of images, and deletes that and nothing else', async () => {
    const before = { ...process.env };
    Object.assign(process.env, { XDG_CACHE_HOME: folder, LOCALAPPDATA: folder, HOME: folder });
    try {
      const none = await run(['cache']);
      assert.equal(none.code, EXIT.done, none.err);
      const [, kept = ''] = /^Folder +(.*)$/m.exec(none.out) ?? [];
      assert.ok(kept.startsWith(folder));
      assert.match(none.out, /Features +0 images, 0 bytes\nRead images +0 images, 0 bytes\n/);
      for (const kind of ['features', 'states']) {
        await mkdir(join(kept, kind), { recursive: true });
        await writeFile(join(kept, kind, 'a'.repeat(64)), Buffer.alloc(1000));
        await writeFile(join(kept, kind, 'notes.txt'), 'mine');
      }
      await writeFile(join(kept, 'states', 'b'.repeat(64)), Buffer.alloc(1000));
      const both = { features: { entries: 1, bytes: 1000 }, states: { entries: 2, bytes: 2000 } };
      const said = async (...options: readonly string[]): Promise<unknown> =>
        JSON.parse((await run(['cache', '--json', ...options])).out);
      assert.deepEqual(await said(), { folder: kept, cleared: false, ...both });
      assert.match((await run(['cache'])).out, /Features +1 image, 1.0 kB\nRead images +2 images, 2.0 kB\n$/);
      assert.deepEqual(await said('--clear'), { folder: kept, cleared: true, ...both });
      assert.deepEqual(await readdir(join(kept, 'states')), ['notes.txt']);
      await rm(kept, { recursive: true });
      await writeFile(kept, 'a file');
      const failed = await run(['cache', '--clear']);
      assert.equal(failed.code, EXIT.failed);
      assert.match(failed.err, /cannot be deleted \(ENOTDIR\)\. It may be deleted like any other folder/);
    } finally {
      for (const name of ['XDG_CACHE_HOME', 'LOCALAPPDATA', 'HOME'] as const) {
        if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = before[name];
      }
    }
  });

  it('de-identifies a folder, keeps the key, and says what was refused', async () => {
    const [input, output, key] = [join(folder, 'patient'), join(folder, 'copies'), join(folder, 'key')];
    await mkdir(input);
    await writeFile(
      join(input, 'Muster.dcm'),
      dicomFile(imageElements({ rows: 1, columns: 1, more: [['00100010', 'PN', 'Muster^Erika']] }, pixelBytes([1]))),
    );
    const first = await run(['deidentify', input, output, '--key-file', key, '--json']);
    assert.equal(first.code, EXIT.done, first.err);
    const report = JSON.parse(first.out) as {
      files: { output: string }[];
      keyGiven: boolean;
      methods: { code: string }[];
    };
    assert.deepEqual(
      [report.files.length, report.keyGiven, report.methods.map(({ code }) => code)],
      [1, true, ['113100']],
    );
    assert.doesNotMatch(await readFile(join(output, report.files[0]!.output), 'latin1'), /Muster/);
    await writeFile(join(input, 'letter.dcm'), dicomFile([['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.88.11']]));
    const second = await run(['deidentify', input, output, '--key-file', key]);
    assert.equal(second.code, EXIT.failed);
    assert.match(
      second.err,
      /letter\.dcm was not de-identified, and nothing was written for it: it is a structured report/,
    );
    assert.match(second.out, /Files: 1 de-identified, 1 refused, 0 skipped/);
    assert.match(second.out, new RegExp(report.files[0]!.output));
    assert.equal((await run(['deidentify', input, join(input, 'copies')])).code, EXIT.failed);
  });

  it('says so when there was nothing to de-identify', async () => {
    const empty = join(folder, 'empty');
    await mkdir(empty);
    for (const files of [[], ['letter.txt']]) {
      for (const file of files) await writeFile(join(empty, file), 'Dear colleague');
      const { code, err } = await run(['deidentify', empty, join(folder, 'nothing')]);
      assert.equal(code, EXIT.failed);
      assert.match(err, /There is no DICOM file in empty/);
    }
  });

  it('checks reports as the editor does', async () => {
    const good = join(folder, 'good.md');
    const wrong = join(folder, 'wrong.md');
    await writeFile(good, '## Findings\n\nLeft effusion.\n\n## Impression\n\nLeft effusion.\n');
    await writeFile(wrong, '## Findings\r\n\r\nLeft effusion.\r\n\r\n## Impression\r\n\r\nA right effusion.\r\n');
    assert.deepEqual(await run(['check', good]), { code: EXIT.done, out: '', err: '' });
    const found = await run(['check', good, wrong]);
    assert.equal(found.code, EXIT.failed);
    assert.match(found.out, /^[^\n]*wrong\.md:7:3: warning: The Impression says right[^\n]* \[laterality\]\n$/);
    const json = await run(['check', '--json', good, wrong]);
    const { files, problems } = JSON.parse(json.out) as { files: unknown; problems: Record<string, unknown>[] };
    assert.deepEqual(files, [
      { file: good, isReport: true },
      { file: wrong, isReport: true },
    ]);
    assert.equal(json.code, EXIT.failed);
    const [{ message, ...place } = {}, ...others] = problems;
    assert.deepEqual(
      [place, others],
      [{ file: wrong, line: 7, column: 3, code: 'laterality', severity: 'warning' }, []],
    );
    assert.match(String(message), /Findings say left/);
  });

  it('front matter that cannot be read is an error with its line', async () => {
    const path = join(folder, 'torn.md');
    await writeFile(path, '---\ntitle: Chest\nimages: [a.dcm\n---\n\n## Findings\n\n## Impression\n');
    const { code, out } = await run(['check', path]);
    assert.equal(code, EXIT.failed);
    assert.match(
      out,
      /^[^\n]*torn\.md:[34]:1: error: [^\n]*\[front-matter\]\n[^\n]*Findings section is empty[^\n]*\[empty-section\]\n[^\n]*Impression section is empty[^\n]*\[empty-section\]\n$/,
    );
  });

  it('says what it cannot check', async () => {
    const plain = await run(['check', join(folder, 'notes.txt')]);
    assert.deepEqual([plain.code, plain.out], [EXIT.done, '']);
    assert.match(plain.err, /notes\.txt is not a report, and was not checked/);
    for (const [path, says] of [
      [join(folder, 'gone.md'), /gone\.md cannot be read: no such file/],
      [folder, /cannot be read: it is a folder, not a file/],
      ['/dev/zero', /zero cannot be read: it is a device, not a file/],
    ] as const) {
      const { code, err } = await run(['check', path]);
      assert.equal(code, EXIT.usage);
      assert.match(err, says);
    }
  });

  describe('a study', () => {
    let study = '';
    before(async () => {
      study = join(folder, 'disc');
      await mkdir(join(study, 'images'), { recursive: true });
      const slices = [1, 2, 3, 4, 5].map((number): [string, Uint8Array] => [
        `im${String(number)}`,
        sliceFile({ z: number, instance: number, shade: number }),
      ]);
      const scout = sliceFile({ series: '1.2.9', seriesNumber: 1, description: 'scout' });
      for (const [name, bytes] of [...slices, ['scout', scout] as const])
        await writeFile(join(study, 'images', name), bytes);
      await writeFile(join(study, 'DICOMDIR'), dicomdir(slices.map(([name]) => ['IMAGES', name.toUpperCase()])));
      await writeFile(join(folder, 'ct.zip'), zipFile(slices.map(([name, bytes]) => ({ name: `ct/${name}`, bytes }))));
      await mkdir(join(folder, 'papers'));
      await writeFile(join(folder, 'papers', 'letter.txt'), 'Dear colleague');
    });

    it('is listed as its series, with the numbers that --series takes', async () => {
      const { code, out } = await run(['series', study]);
      assert.deepEqual(
        [code, out],
        [EXIT.done, '  1  CT · series 1 · scout (1 image)\n  2  CT · series 3 · Thorax axial (5 images)\n'],
      );
      const zip = await run(['series', join(folder, 'ct.zip'), '--json']);
      const listed = JSON.parse(zip.out) as { kind: string; series: { number: number; images: { name: string }[] }[] };
      assert.deepEqual(
        [listed.kind, listed.series.map(({ number, images }) => [number, images.map(({ name }) => name)])],
        ['zip', [[1, ['ct/im1', 'ct/im2', 'ct/im3', 'ct/im4', 'ct/im5']]]],
      );
      assert.doesNotMatch(out + zip.out, /Muster|llava-med-/);
      const none = await run(['series', join(folder, 'papers')]);
      assert.equal(none.code, EXIT.failed);
      assert.match(none.err, /papers is a folder without images\. 1 other file was left out\. Choose a folder/);
    });

    it('of several series needs one to be said, and lists them', async () => {
      for (const args of [
        ['ask', study, 'What?'],
        ['draft', study],
        ['decode', study],
        ['decode', study, '--series', '3'],
      ]) {
        const { code, out, err } = await run(args);
        assert.deepEqual([code, out], [EXIT.usage, ''], args.join(' '));
        assert.match(err, /disc holds 2 series.*--series( 3)?:\n  1  CT · series 1 · scout \(1 image\)\n  2  CT/);
      }
    });

    it('of one series gives the slice in the middle, and says so; or those that are asked for', async () => {
      for (const path of [join(folder, 'ct.zip'), join(study, 'DICOMDIR')]) {
        const middle = await run(['decode', path, '--json']);
        const facts = JSON.parse(middle.out) as { file: string; slice: unknown };
        assert.deepEqual(
          [facts.file.toLowerCase(), facts.slice],
          ['im3', { number: 3, of: 5, series: 'CT · series 3 · Thorax axial' }],
        );
        assert.match(middle.err, /slice 3 of 5, the one in the middle\. Others are chosen with --slices a,b,c/);
        const last = await run(['decode', path, '--slices', '5', '--stored', join(folder, 'slice.raw')]);
        assert.match(last.err, /slice 5 of 5\.\n$/);
        assert.equal((await readFile(join(folder, 'slice.raw')))[0], 5);
      }
      const beyond = await run(['decode', join(folder, 'ct.zip'), '--slices', '4-6']);
      assert.match(
        beyond.err,
        /ct\.zip has 5 slices in this series, so there is no slice 6\. Give --slices from 1 to 5/,
      );
      const many = await run(['decode', join(folder, 'ct.zip'), '--every', '2']);
      assert.deepEqual([beyond.code, many.code], [EXIT.usage, EXIT.usage]);
      assert.match(many.err, /slices 1, 3, 5 of 5\.[^]*decode takes one slice/);
      const frame = await run(['decode', join(folder, 'ct.zip'), '--frame', '2']);
      assert.match(frame.err, /--frame is for a file by itself/);
    });
  });

  it('decodes a frame into stored values and a picture', async () => {
    const path = join(folder, 'loop.dcm');
    const attributes = { rows: 1, columns: 3, frames: 2, allocated: 16, signed: true } as const;
    await writeFile(path, dicomFile(imageElements(attributes, pixelWords([0, 0, 0, -1, 0, 2]))));
    const [stored, display] = [join(folder, 'out.raw'), join(folder, 'out.png')];
    const { code, out, err } = await run([
      'decode',
      path,
      '--frame',
      '2',
      '--stored',
      stored,
      '--display',
      display,
      '--window',
      '1,4',
    ]);
    assert.deepEqual([code, err], [EXIT.done, '']);
    assert.match(
      out,
      /^File +loop\.dcm, frame 2 of 2, Explicit VR Little Endian\nStored +<i2, shape 1×3 \(rows, columns\), MONOCHROME2\nDisplay +3×1, window 1,4 \(user\)\n$/,
    );
    assert.deepEqual([...new Int16Array(Uint8Array.from(await readFile(stored)).buffer)], [-1, 0, 2]);
    const { channels, width, height } = await sharp(display).metadata();
    assert.deepEqual([channels, width, height], [1, 3, 1]);
    // PS3.3 C.11.2.1.2.1 with c = 1, w = 4.
    assert.deepEqual([...(await sharp(display).extractChannel(0).raw().toBuffer())], [0, 85, 255]);
    const result = JSON.parse((await run(['decode', path, '--json'])).out) as {
      frames: number;
      stored: { dtype: string; shape: number[] };
    };
    assert.deepEqual([result.frames, result.stored.dtype, result.stored.shape], [2, '<i2', [1, 3]]);
  });

  it('says which file it cannot write, and which frame there is not', async () => {
    const scan = join(folder, 'scan.dcm');
    const unwritten = await run(['decode', scan, '--stored', join(folder, 'no/out.raw')]);
    assert.deepEqual([unwritten.code, /out\.raw cannot be written/.test(unwritten.err)], [EXIT.failed, true]);
    const missing = await run(['decode', scan, '--frame', '2']);
    assert.deepEqual([missing.code, /has only one frame/.test(missing.err)], [EXIT.failed, true]);
  });

  it('ends with 1 and names the file when an image cannot be read', async () => {
    const { code, out, err } = await run([
      'ask',
      join(folder, 'gone.png'),
      'What?',
      '--model',
      join(folder, 'notes.txt'),
    ]);
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
    for (const [file, says] of [
      ['empty.txt', /text is empty/],
      ['gone.txt', /cannot be read from gone\.txt/],
    ] as const) {
      const { code, err } = await run([
        'draft',
        '--section',
        'impression',
        '--findings',
        join(folder, file),
        '--model',
        join(folder, 'notes.txt'),
      ]);
      assert.equal(code, EXIT.usage);
      assert.match(err, says);
    }
  });

  it('ends with 130 and without a word when it is stopped before there is an answer', async () => {
    const { code, out, err } = await run(
      ['ask', join(folder, 'scan.dcm'), 'What?', '--model', join(folder, 'notes.txt')],
      { signal: AbortSignal.abort() },
    );
    assert.deepEqual([code, out, err], [EXIT.stopped, '', '']);
  });
});
