import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { clipInput } from '../../../src/imaging/modelInput/clipInput.ts';
import type { Imaging, ImageSource } from '../../../src/imaging/imaging.ts';
import { ImagingError } from '../../../src/imaging/intake/imagingErrors.ts';
import { createImaging } from '../../../src/imaging/localImaging.ts';
import type { ImagingOptions } from '../../../src/imaging/localImaging.ts';
import { dicomFile, imageElements, pixelBytes, pixelWords } from './dicomBuilder.ts';

const childPath = fileURLToPath(new URL('imagingChild.mjs', import.meta.url));
const PREPARATION = { kind: 'padToSquare', imageSize: 16, padColor: [122, 116, 104] } as const;

const small = {
  kind: 'bytes',
  name: 'small.dcm',
  bytes: dicomFile(imageElements({ rows: 2, columns: 3, allocated: 16 }, pixelWords([0, 1, 2, 3, 4, 5]))),
} as const;
/** Takes several seconds on any machine: 45 million pixels, each through a sigmoid, then stretched to 90 million. */
const large: ImageSource = {
  kind: 'bytes',
  name: 'large.dcm',
  bytes: dicomFile(
    imageElements(
      {
        rows: 9_000,
        columns: 5_000,
        allocated: 32,
        more: [
          ['00280034', 'IS', '2\\1'],
          ['00281050', 'DS', '2'],
          ['00281051', 'DS', '4'],
          ['00281056', 'CS', 'SIGMOID'],
        ],
      },
      pixelBytes([0, 1, 2, 3]),
    ),
  ),
};

describe('createImaging', function () {
  this.timeout(60_000);
  const open: Imaging[] = [];
  const start = (options: Partial<ImagingOptions> = {}): Imaging => {
    const imaging = createImaging({ childPath, ...options });
    open.push(imaging);
    return imaging;
  };
  afterEach(async () => {
    await Promise.all(open.splice(0).map((imaging) => imaging.dispose()));
  });

  const failsWith = (work: Promise<unknown>, code: string, says: RegExp): Promise<void> =>
    assert.rejects(work, (error) => error instanceof ImagingError && error.code === code && says.test(error.message));

  it('decodes in a child process, prepares for the model and makes thumbnails', async () => {
    const imaging = start();
    const image = await imaging.decode(small);
    assert.deepEqual([image.width, image.height, image.rgb.length], [3, 2, 18]);
    assert.deepEqual(await imaging.modelInput(image, PREPARATION), clipInput(image, PREPARATION));
    const { format, width } = await sharp(await imaging.thumbnail(image, 64)).metadata();
    assert.deepEqual([format, width], ['png', 3]);
  });

  it('prepares and shrinks an image that the child no longer holds', async () => {
    const imaging = start();
    const [first, second] = [
      await imaging.decode(small),
      await imaging.decode(small, { voi: { kind: 'window', center: 2, width: 2 } }),
    ];
    for (const image of [first, second])
      assert.deepEqual(await imaging.modelInput(image, PREPARATION), clipInput(image, PREPARATION));
    assert.deepEqual(await imaging.thumbnail(first, 8), await start().thumbnail(first, 8));
  });

  it('prepares a file for the model in one step', async () => {
    const imaging = start();
    const options = { voi: { kind: 'window', center: 2, width: 2 } } as const;
    assert.deepEqual(
      await imaging.prepare(small, options, PREPARATION),
      clipInput(await imaging.decode(small, options), PREPARATION),
    );
  });

  it('prepares the frame that was looked at in any window', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'frame-'));
    try {
      const path = join(folder, 'small.dcm');
      await writeFile(path, small.bytes);
      const imaging = start();
      await imaging.frame({ kind: 'file', path }, 0);
      const options = { voi: { kind: 'window', center: 2, width: 2 } } as const;
      const expected = clipInput(await start().decode(small, options), PREPARATION);
      assert.deepEqual(await imaging.prepare({ kind: 'file', path }, options, PREPARATION), expected);
      await writeFile(path, dicomFile(imageElements({ rows: 1, columns: 1 }, pixelBytes([0]))));
      assert.notDeepEqual(
        await imaging.prepare({ kind: 'file', path }, options, PREPARATION),
        expected,
        'the file has changed',
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('gives a frame as data and what the file says of itself', async () => {
    const imaging = start();
    const frame = await imaging.frame(small, 0);
    assert.ok(frame.kind === 'monochrome');
    assert.deepEqual([frame.columns, frame.rows, [...frame.samples]], [3, 2, [0, 1, 2, 3, 4, 5]]);
    const { format, frames, columns, rows, colour, transferSyntax } = await imaging.header(small);
    assert.deepEqual(
      [format, frames, columns, rows, colour, transferSyntax],
      ['dicom', 1, 3, 2, false, 'Explicit VR Little Endian'],
    );
    assert.ok((await imaging.tags(small)).some(({ tag }) => tag === '(0028,0010)'));
  });

  it('decodes an image while a series is read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'series-'));
    try {
      await Promise.all(Array.from({ length: 400 }, (_, i) => writeFile(join(folder, `${i}.dcm`), small.bytes)));
      const imaging = start();
      await imaging.decode(small);
      const order: string[] = [];
      const series = imaging.series(join(folder, '0.dcm')).then(() => order.push('series'));
      await imaging.decode(small);
      order.push('image');
      await series;
      assert.deepEqual(order, ['image', 'series']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('answers many requests at once, each with its own result', async () => {
    const imaging = start();
    const centers = [1, 2, 3, 4];
    const images = await Promise.all(
      centers.map((center) => imaging.decode(small, { voi: { kind: 'window', center, width: 2 } })),
    );
    assert.deepEqual(
      images.map(({ window }) => window?.center),
      centers,
    );
  });

  it('passes errors on with their code, and goes on', async () => {
    const imaging = start();
    const bad = imaging.decode({ kind: 'bytes', name: 'notes.txt', bytes: Buffer.from('hello') });
    const good = imaging.decode(small);
    await failsWith(bad, 'notAnImage', /^notes\.txt /);
    assert.equal((await good).width, 3);
  });

  it('ends work that takes too long, and the queue goes on', async () => {
    const imaging = start({ timeLimitMs: 1500 });
    const slow = imaging.decode(large);
    const next = imaging.decode(small).catch((error: unknown) => error);
    await failsWith(slow, 'timeLimit', /^large\.dcm could not be decoded within 1\.5 s/);
    // On a busy machine the start of the new child alone takes more than this limit.
    const outcome = await next;
    assert.ok(
      outcome instanceof ImagingError ? outcome.code === 'timeLimit' : (outcome as { width: number }).width === 3,
      String(outcome),
    );
  });

  it('a time limit that nothing can meet ends everything', async () => {
    const imaging = start({ timeLimitMs: 1 });
    for (let attempt = 0; attempt < 7; attempt++)
      await failsWith(imaging.decode(small), 'timeLimit', /^small\.dcm could not/);
  });

  it('a decoder that dies is an error, and the next image is decoded by a new one', async () => {
    const imaging = start({ heapMiB: 1 });
    await failsWith(imaging.decode(small), 'decoderDied', /^small\.dcm ended the image decoder/);
    await failsWith(
      start({ childPath: fileURLToPath(new URL('no-such-child.mjs', import.meta.url)) }).decode(small),
      'decoderDied',
      /small\.dcm/,
    );
  });

  it('stops on abort with the reason of the signal, waiting or at work', async () => {
    const imaging = start();
    await imaging.decode(small);
    const [atWork, waiting] = [new AbortController(), new AbortController()];
    const first = imaging.decode(large, {}, atWork.signal);
    const second = imaging.decode(small, {}, waiting.signal);
    const third = imaging.decode(small);
    setTimeout(() => {
      waiting.abort(new Error('changed my mind'));
      atWork.abort(new Error('stop'));
    }, 50);
    await assert.rejects(second, /changed my mind/);
    const stopped = performance.now();
    await assert.rejects(first, /stop/);
    assert.ok(performance.now() - stopped < 200, 'at once');
    assert.equal((await third).width, 3);
    await assert.rejects(imaging.decode(small, {}, AbortSignal.abort(new Error('too late'))), /too late/);
  });

  it('ends an idle child and starts a new one', async () => {
    const imaging = start({ idleMs: 10 });
    await imaging.decode(small);
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal((await imaging.decode(small)).width, 3);
  });

  it('refuses work once it is closed', async () => {
    const imaging = start();
    const running = imaging.decode(large);
    setTimeout(() => void imaging.dispose(), 300);
    await failsWith(running, 'disposed', /^large\.dcm/);
    await failsWith(imaging.decode(small), 'disposed', /^small\.dcm/);
  });
});
