/** How codecs are loaded, and what is done with an instance that has failed. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { Renewable } from '../../../src/imaging/codecs/renewable.ts';
import { dicomFile, imageElements, SYNTAX } from './dicomBuilder.ts';

const run = promisify(execFile);

describe('Renewable', () => {
  const counted = (
    isBloated: (instance: number) => boolean = () => false,
  ): { codec: Renewable<number>; loads: () => number } => {
    let loads = 0;
    return { codec: new Renewable(async () => ++loads, isBloated), loads: () => loads };
  };

  it('loads on first use, and only once', async () => {
    const { codec, loads } = counted();
    assert.equal(loads(), 0);
    assert.deepEqual(await Promise.all([codec.use((instance) => instance), codec.use((instance) => instance)]), [1, 1]);
  });

  it('loads anew after an error', async () => {
    const { codec } = counted();
    await assert.rejects(
      codec.use(() => {
        throw new Error('trap');
      }),
      /trap/,
    );
    assert.equal(await codec.use((instance) => instance), 2);
  });

  it('does not give a spoilt instance to work that was waiting for it', async () => {
    const { codec } = counted();
    const spoils = codec.use(() => {
      throw new Error('trap');
    });
    const waits = codec.use((instance) => instance);
    await assert.rejects(spoils, /trap/);
    assert.equal(await waits, 2);
  });

  it('loads anew after work that has bloated the instance', async () => {
    const { codec } = counted((instance) => instance === 1);
    assert.equal(await codec.use((instance) => instance), 1);
    assert.equal(await codec.use((instance) => instance), 2);
    assert.equal(await codec.use((instance) => instance), 2);
  });

  it('tries to load again when loading failed', async () => {
    let attempts = 0;
    const codec = new Renewable(
      async () => {
        attempts++;
        if (attempts === 1) throw new Error('no file');
        return attempts;
      },
      () => false,
    );
    await assert.rejects(
      codec.use((instance) => instance),
      /no file/,
    );
    assert.equal(await codec.use((instance) => instance), 2);
  });
});

describe('an installation without its codec files', function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'llava-med-codecs-'))));
  after(() => rm(folder, { recursive: true, force: true }));

  it('says so, and does not blame the image', async () => {
    const repository = join(import.meta.dirname, '../../..');
    const entry = `
      import { readPixelModule } from './src/imaging/dicom/frame/readPixelModule.ts';
      import { readDicom } from './src/imaging/dicom/dataSet/readDicom.ts';
      import { readStoredFrame } from './src/imaging/dicom/frame/storedFrame.ts';
      import { readFileSync } from 'node:fs';
      const file = readDicom('scan.dcm', readFileSync(process.argv[2]));
      readStoredFrame(file, readPixelModule(file), 0).catch(({ code, message }) => console.log(code + ' ' + message));`;
    const bundle = join(folder, 'bundle.mjs');
    await build({
      stdin: { contents: entry, resolveDir: repository },
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
      banner: {
        js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url); const __filename = import.meta.filename, __dirname = import.meta.dirname;",
      },
    });
    const jpeg2000 = Buffer.from(
      'ff4fff51002900000000000800000008000000000000000000000008000000080000000000000000000107' +
        '0101ff52000c00000001000504040001ff90',
      'hex',
    );
    for (const [syntax, stream, file] of [
      [SYNTAX.jpeg2000, jpeg2000, 'openjpegwasm_decode.wasm'],
      [SYNTAX.jpegBaseline, Buffer.from('ffd8ffc0000b080008000801011100ffd9', 'hex'), 'dcmjs-native-codecs.wasm'],
    ] as const) {
      const path = join(folder, 'scan.dcm');
      await writeFile(
        path,
        dicomFile(imageElements({ rows: 8, columns: 8 }, ['7fe00010', 'OB', { fragments: [stream] }]), {
          transferSyntax: syntax,
        }),
      );
      const { stdout } = await run(process.execPath, [bundle, path]);
      assert.match(
        stdout,
        /^codecMissing scan\.dcm cannot be decoded because this installation of LLaVA-Med is incomplete: its codec /,
      );
      assert.ok(stdout.includes(`${file} is missing. Install LLaVA-Med again`), stdout);
    }
  });
});
