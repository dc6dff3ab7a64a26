/** NIfTI files that are damaged, of kinds that are not read, or that lie about their size. */
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { MonochromeFrame } from '../../../src/display/frameImage.ts';
import { openImage } from '../../../src/imaging/decoding/openImage.ts';
import { ImagingError, type ImagingErrorCode } from '../../../src/imaging/intake/imagingErrors.ts';
import { LIMITS } from '../../../src/imaging/intake/limits.ts';
import { sniffFormat } from '../../../src/imaging/intake/sniff.ts';
import { readTags } from '../../../src/imaging/tagTable/readTags.ts';
import { niftiFile } from '../../fixtures/niftiFile.ts';

const voxels = Int16Array.from({ length: 4 * 4 * 4 }, (_, i) => i);
const whole = (): Buffer => Buffer.from(niftiFile({ size: [4, 4, 4], voxels }));
const source = (bytes: Uint8Array, name = 'volume.nii') => ({ kind: 'bytes', name, bytes }) as const;
const frameOf = async (bytes: Uint8Array, frame = 0): Promise<MonochromeFrame> =>
  (await (await openImage(source(bytes))).frame(frame)) as MonochromeFrame;
/** A copy with a number written over it. */
const withShort = (at: number, value: number): Buffer => {
  const bytes = whole();
  bytes.writeInt16LE(value, at);
  return bytes;
};

async function refused(bytes: Uint8Array, code: ImagingErrorCode, message: RegExp): Promise<void> {
  await assert.rejects(frameOf(bytes), (error) => {
    assert.ok(error instanceof ImagingError, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, /^volume\.nii /);
    assert.match(error.message, message);
    return true;
  });
}

describe('damaged and unusual NIfTI files', () => {
  it('are known by their content, compressed or not', () => {
    assert.equal(sniffFormat(whole()), 'nifti');
    assert.equal(sniffFormat(gzipSync(whole())), 'nifti');
    assert.equal(sniffFormat(gzipSync('a report, compressed')), undefined);
    assert.equal(sniffFormat(whole().subarray(0, 300)), undefined);
  });

  it('that are cut short are shown as far as they go, with a note on the slices that lack something', async () => {
    const noise = Int16Array.from({ length: 4096 }, (_, i) => (i * 2654435761) >> 16);
    const file = niftiFile({ size: [32, 32, 4], voxels: noise });
    const zipped = gzipSync(file);
    for (const cut of [file.subarray(0, 352 + 4096), zipped.subarray(0, Math.round(zipped.length * 0.6))]) {
      const first = await frameOf(cut, 0);
      assert.deepEqual(
        [...first.samples.subarray(0, 32)].sort(),
        [...noise.subarray(31 * 32, 32 * 32)].reverse().sort(),
      );
      assert.ok(!first.notes.some(({ damage }) => damage));
      const last = await frameOf(cut, 3);
      assert.deepEqual(
        last.notes.filter(({ damage }) => damage).map(({ code }) => code),
        ['pixelsMissing'],
      );
      assert.ok(last.samples.every((value) => value === 0));
    }
    await refused(whole().subarray(0, 352), 'corrupt', /ends before its voxels begin/);
  });

  it('whose compressed bytes are damaged are shown until there', async () => {
    const noise = Int16Array.from({ length: 64 * 64 * 64 }, (_, i) => (i * 2654435761) >> 16);
    const zipped = gzipSync(niftiFile({ size: [64, 64, 64], voxels: noise }));
    zipped.fill(0xff, Math.round(zipped.length / 2));
    assert.ok(!(await frameOf(zipped, 0)).notes.some(({ damage }) => damage));
    assert.ok((await frameOf(zipped, 63)).notes.some(({ code }) => code === 'pixelsMissing'));
  });

  it('of other kinds are refused by their name, with a way out', async () => {
    const pair = whole();
    pair.write('ni1\0', 344, 'latin1');
    await refused(pair, 'unsupportedPixelFormat', /header of a NIfTI pair.*\.img.*Save the pair as one \.nii/);
    const analyze = whole();
    analyze.fill(0, 344, 348);
    await refused(analyze, 'unsupportedPixelFormat', /ANALYZE 7\.5.*dcm2niix/);
    await refused(niftiFile({ size: [4, 4, 4], voxels, datatype: 32 }), 'unsupportedPixelFormat', /complex voxels/);
    await refused(niftiFile({ size: [4, 4, 4], voxels, datatype: 1536 }), 'unsupportedPixelFormat', /128-bit floats/);
    await refused(
      niftiFile({ size: [4, 4, 4], voxels, datatype: 77 }),
      'corrupt',
      /data type that NIfTI does not have \(77\)/,
    );
  });

  it('that claim no voxels or too many are refused before anything is allocated for them', async () => {
    await refused(withShort(42, -4), 'corrupt', /claims no voxels/);
    const huge = whole();
    for (const at of [42, 44, 46]) huge.writeInt16LE(32767, at);
    await refused(huge, 'tooLarge', /32767 × 32767 pixels/);
    const bomb = whole();
    [2000, 2000, 2000].forEach((extent, i) => bomb.writeInt16LE(extent, 42 + i * 2));
    await refused(gzipSync(Buffer.concat([bomb, Buffer.alloc(1 << 20)])), 'tooLarge', /inflate to more than 512 MiB/);
    const many = whole();
    [4, 1, 1, 32767, 32767].forEach((extent, i) => many.writeInt16LE(extent, 40 + i * 2));
    await refused(many, 'tooLarge', /voxels/);
    assert.ok(32767 ** 2 > LIMITS.volumeFrames);
  });

  it('inflate to their voxels and no further', async () => {
    const zipped = gzipSync(Buffer.concat([whole(), Buffer.alloc(64 << 20)]));
    const image = await openImage(source(zipped));
    assert.equal(image.bytes, voxels.byteLength);
    assert.deepEqual([...(await image.stored(3)).samples.subarray(0, 4)].reverse(), [60, 61, 62, 63]);
  });

  it('that are not placed in the patient say so, and mark no side', async () => {
    const frame = await frameOf(niftiFile({ size: [4, 4, 4], voxels, steps: undefined }));
    assert.equal(frame.orientation, undefined);
    assert.ok(
      frame.notes.some(({ code, text }) => code === 'decoderChose' && /left and right may be exchanged/.test(text)),
    );
    // An sform of zeros is none.
    const flat = niftiFile({
      size: [4, 4, 4],
      voxels,
      steps: [
        [0, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    });
    assert.equal((await frameOf(flat)).orientation, undefined);
  });

  it('of a mask with few voxels set are shown over all of their values', async () => {
    const mask = new Uint8Array(10 * 10 * 10);
    mask[555] = 1;
    const frame = await frameOf(niftiFile({ size: [10, 10, 10], voxels: mask }));
    assert.deepEqual([frame.voi.windows[0]?.center, frame.voi.windows[0]?.width], [0.5, 1]);
    assert.ok(frame.notes.some(({ text }) => /lowest to its highest value/.test(text)));
  });

  it('have their header in the table of tags', async () => {
    const bytes = Buffer.from(niftiFile({ size: [4, 4, 4], voxels, description: 'Doe^Jane 5.0' }));
    bytes.write('JANE\x07DOE\0rest', 14, 'latin1');
    const rows = await readTags(source(gzipSync(bytes)));
    const value = (field: string): string | undefined => rows.find(({ path }) => path === field)?.value;
    assert.deepEqual(
      [value('magic'), value('db_name'), value('descrip'), value('dim'), value('sform_code'), value('datatype')],
      ['NIfTI-1', 'JANE\ufffdDOE', 'Doe^Jane 5.0', '4 \\ 4 \\ 4', '1 (Scanner)', '4 (2-Byte Signed Integer)'],
    );
  });
});
