/** Folders, DICOMDIRs and ZIPs as their series. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { OpenImages } from '../../../src/imaging/decoding/openImages.ts';
import { openImage } from '../../../src/imaging/decoding/openImage.ts';
import { ImagingError } from '../../../src/imaging/intake/imagingErrors.ts';
import { fileIdsOf } from '../../../src/imaging/studies/dicomdirFiles.ts';
import { leftOutText } from '../../../src/imaging/studies/leftOutText.ts';
import { noImages } from '../../../src/imaging/studies/noImages.ts';
import { readStudy } from '../../../src/imaging/studies/readStudy.ts';
import { everyNth, evenlySpaced, middleSlice, slicesOf } from '../../../src/imaging/studies/slices.ts';
import type { Study } from '../../../src/imaging/studies/study.ts';
import { dicomFile } from './dicomBuilder.ts';
import { dicomdir, sliceFile, zipFile } from './studyFiles.ts';

const REPORT = dicomFile([['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.88.11']]);

describe('readStudy', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'llava-med-study-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const write = async (name: string, bytes: Uint8Array | string): Promise<string> => {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    return path;
  };
  const study = (path: string): Promise<Study> => readStudy({ kind: 'file', path });
  const shape = ({ series }: Study): unknown =>
    series.map(({ title, images }) => [title, ...images.map(({ name }) => name)]);
  const png = (): Promise<Buffer> =>
    sharp({ create: { width: 4, height: 4, channels: 3, background: '#888' } })
      .png()
      .toBuffer();

  it('finds the series of a folder and its folders by number, each in the order of its slices; the rest is counted', async () => {
    await write('b/2.dcm', sliceFile({ z: 2, instance: 2 }));
    await write('a/1', sliceFile({ z: 1, instance: 1 }));
    await write('scout.dcm', sliceFile({ series: '1.2.3.9', seriesNumber: 1, description: '' }));
    await write('report.dcm', REPORT);
    await write('cut.dcm', sliceFile({}).subarray(0, 180));
    await write('notes/readme.txt', 'letters');
    await write('notes/photo.png', await png());
    await write('old.zip', zipFile([]));
    await write('.hidden/3.dcm', sliceFile({ z: 3 }));
    const found = await study(folder);
    assert.deepEqual(shape(found), [
      ['CT · series 1', 'scout.dcm'],
      ['CT · series 3 · Thorax axial', 'a/1', 'b/2.dcm'],
      ['Pictures · notes', 'notes/photo.png'],
    ]);
    const { otherObjects, otherFiles, unreadable, archives } = found.leftOut;
    assert.deepEqual([found.kind, otherObjects, otherFiles, unreadable, archives], ['folder', 1, 1, 1, 1]);
    assert.equal(
      leftOutText(found.leftOut),
      '1 file is damaged or cannot be read. 1 ZIP inside was not opened. 1 DICOM object without an image was left out. 1 other file was left out.',
    );
    assert.doesNotMatch(JSON.stringify(found), /Muster/, 'no name of a patient');
  });

  it('follows a circle of links once, and says which study a series is of where there are several', async () => {
    await write('one/1.dcm', sliceFile({ z: 1 }));
    await write('two/1.dcm', sliceFile({ z: 1, study: '1.2.4', series: '1.2.4.1' }));
    await symlink(folder, join(folder, 'one', 'again'));
    const found = await study(folder);
    assert.deepEqual(
      found.series.map(({ study: number, images }) => [number, images.length]),
      [
        [1, 1],
        [2, 1],
      ],
    );
  });

  it('reads a DICOMDIR whatever the case of the names on the medium, and says what is missing', async () => {
    await write('images/im1', sliceFile({ z: 1, instance: 1 }));
    await write('images/IM2.;1', sliceFile({ z: 2, instance: 2 }));
    await write('images/IM9', sliceFile({ z: 9, instance: 9 }));
    await write('images/sr', REPORT);
    const path = await write(
      'dicomdir',
      dicomdir(
        [
          ['IMAGES', 'IM1'],
          ['IMAGES', 'IM2'],
          ['IMAGES', 'IM3'],
          ['IMAGES', 'SR'],
          ['IMAGES', 'IM9'],
        ],
        [0xffff, 0xffff, 0xffff, 0xffff, 0],
      ),
    );
    const found = await study(path);
    assert.deepEqual(shape(found), [['CT · series 3 · Thorax axial', 'IMAGES/IM1', 'IMAGES/IM2']]);
    assert.deepEqual([found.kind, found.leftOut.missing, found.leftOut.otherObjects], ['dicomdir', ['IMAGES/IM3'], 1]);
    assert.match(leftOutText(found.leftOut), /^1 file of its index is missing: IMAGES\/IM3\. /);
  });

  it('reads a DICOMDIR of dcmtk as it is, and as a medium gives its names', async function () {
    const samples = fileURLToPath(new URL('../../../samples/ct-test-object', import.meta.url));
    await cp(samples, join(folder, 'CT'), { recursive: true });
    const made = spawnSync('dcmmkdir', ['+r', '+I', '-Pgp'], { cwd: folder });
    if (made.status !== 0) {
      console.log('    dcmmkdir (dcmtk) is not here, so no DICOMDIR of another program is read');
      this.skip();
    }
    const upper = await study(join(folder, 'DICOMDIR'));
    assert.deepEqual([upper.kind, upper.series.map(({ images }) => images.length)], ['dicomdir', [8]]);
    for (const name of await readdir(join(folder, 'CT')))
      await rename(join(folder, 'CT', name), join(folder, 'CT', `${name.toLowerCase()};1`));
    await rename(join(folder, 'CT'), join(folder, 'ct'));
    const lower = await study(join(folder, 'DICOMDIR'));
    assert.deepEqual(shape(lower), shape(upper));
    assert.deepEqual(lower.leftOut.missing, []);
  });

  it('gives the files of a DICOMDIR that is cut anywhere or has any byte spoilt, or an error of ours', () => {
    const whole = dicomdir([
      ['IMAGES', 'A'],
      ['IMAGES', 'B'],
    ]);
    assert.equal(fileIdsOf('DICOMDIR', whole).length, 2);
    const spoilt = (at: number): Uint8Array => whole.map((byte, i) => (i === at ? 0xff : byte));
    for (let at = 0; at < whole.length; at++)
      for (const bytes of [whole.subarray(0, at), spoilt(at)]) {
        try {
          fileIdsOf('DICOMDIR', bytes);
        } catch (error) {
          assert.ok(error instanceof ImagingError, `byte ${at}: ${String(error)}`);
        }
      }
    // A record in an item without a length, whose file name is longer than what is left.
    const endless = Buffer.from('0400201253510000ffffffff' + 'feff00e0ffffffff' + '040000154353007041002020', 'hex');
    assert.throws(
      () => fileIdsOf('DICOMDIR', Buffer.concat([dicomFile([]), endless])),
      /DICOMDIR is damaged: its records cannot be followed/,
    );
  });

  it('follows no entry of a DICOMDIR out of its folder', async () => {
    await write('secret.dcm', sliceFile({ z: 1 }));
    const ways = [
      ['..', 'SECRET.DCM'],
      ['IMAGES', '..', '..', 'SECRET.DCM'],
      ['/SECRET.DCM'],
      ['.', 'SECRET.DCM'],
      ['C:', 'X'],
    ];
    const found = await study(await write('disc/DICOMDIR', dicomdir(ways)));
    assert.deepEqual([found.series, found.leftOut.elsewhere], [[], ways.length]);
    assert.match(noImages(found).message, /^DICOMDIR is a DICOMDIR without images\. 5 entries .* not followed\. /);
  });

  it('reads a ZIP where it lies: packed or stored, ZIP64 too, with names that would leave a folder', async () => {
    for (const zip64 of [false, true]) {
      const path = await write(
        'study.zip',
        zipFile(
          [
            { name: '../../b', bytes: sliceFile({ z: 2, instance: 2, shade: 2 }) },
            { name: '/etc/a', bytes: sliceFile({ z: 1, instance: 1, shade: 1 }), stored: true },
            { name: 'C:\\photo.png', bytes: await png() },
            { name: '__MACOSX/._b', bytes: sliceFile({ z: 3 }) },
            { name: 'inner.zip', bytes: zipFile([]) },
            { name: 'folder/', bytes: new Uint8Array() },
          ],
          { zip64 },
        ),
      );
      const found = await study(path);
      assert.deepEqual(shape(found), [
        ['CT · series 3 · Thorax axial', '/etc/a', '../../b'],
        ['Pictures · C:', 'C:/photo.png'],
      ]);
      assert.equal(found.leftOut.archives, 1);
      const source = found.series[0]!.images[1]!.source;
      const image = await openImage(source);
      const { samples } = await image.stored(0);
      assert.deepEqual([...samples].slice(0, 3), [2, 18, 34]);
      const open = new OpenImages();
      assert.equal(await open.open(source), await open.open(source), 'stays open while the ZIP is the same');
    }
    assert.deepEqual(await readdir(folder), ['study.zip'], 'nothing is unpacked');
  });

  it('refuses what is wrong with a ZIP by name: password, method, checksum, bomb, cut', async () => {
    const file = sliceFile({ z: 1 });
    const zeros = new Uint8Array(300 * 2 ** 20);
    const refusals: [RegExp, Parameters<typeof zipFile>[0][number]][] = [
      [/^a is protected with a password/, { name: 'x/a', bytes: file, flags: 1 }],
      [/^a is compressed with LZMA inside its ZIP/, { name: 'x/a', bytes: file, method: 14 }],
      [/^a is damaged: it does not have the checksum/, { name: 'x/a', bytes: file, crc: 7 }],
      [/^a is damaged: it (is not as long|cannot be unpacked)/, { name: 'x/a', bytes: file, size: file.length - 9 }],
      [/^a is damaged: it is not as long/, { name: 'x/a', bytes: file, size: file.length + 9 }],
      [/^a is too large: it unpacks to 300 MB/, { name: 'x/a', bytes: zeros }],
      [/^a is too large: 4\.0 GiB once unpacked/, { name: 'x/a', bytes: file, size: 0xfffffff0 }],
    ];
    for (const [message, entry] of refusals) {
      const path = await write('bad.zip', zipFile([entry]));
      await assert.rejects(
        openImage({ kind: 'archived', path, entry: 'x/a' }),
        (error) => error instanceof ImagingError && message.test(error.message),
        String(message),
      );
      await rm(path);
    }
    const locked = await study(await write('locked.zip', zipFile([{ name: 'a', bytes: file, flags: 1 }])));
    assert.match(
      noImages(locked).message,
      /^locked\.zip is a ZIP without images that can be read\. 1 file is protected with a password\. Unpack/,
    );
    const packed = await study(await write('packed.zip', zipFile([{ name: 'a', bytes: file, method: 12 }])));
    assert.match(noImages(packed).message, /1 file is compressed in a way that is not supported\. Unpack the ZIP/);
    await assert.rejects(study(join(folder, 'gone.zip')), /^ImagingError: gone\.zip: no such file/);
    await assert.rejects(study(await write('letter.txt', 'Dear')), /letter\.txt is not an image that can be read here/);
    const whole = zipFile([{ name: 'a', bytes: file }]);
    await assert.rejects(
      study(await write('cut.zip', whole.subarray(0, whole.length - 30))),
      /cut\.zip is damaged: its directory is missing/,
    );
  });

  it('gives the images of a single file, and stops when it is told to', async () => {
    const path = await write('loop.dcm', sliceFile({ frames: 5 }));
    const found = await study(path);
    assert.deepEqual([found.kind, found.series[0]?.frames, slicesOf(found.series[0]!).length], ['file', 5, 5]);
    const stop = AbortSignal.abort(new Error('enough'));
    await assert.rejects(readStudy({ kind: 'file', path: folder }, { signal: stop }), /enough/);
  });
});

describe('slices of a series', () => {
  it('are chosen in the middle, at every n-th, or evenly', () => {
    assert.deepEqual([middleSlice(1), middleSlice(8), middleSlice(9)], [1, 4, 5]);
    assert.deepEqual([everyNth(8, 3), everyNth(8, 100), everyNth(3, 1)], [[1, 4, 7], [1], [1, 2, 3]]);
    assert.deepEqual([evenlySpaced(40, 4), evenlySpaced(3, 9), evenlySpaced(9, 1)], [[6, 16, 26, 36], [1, 2, 3], [5]]);
  });
});
