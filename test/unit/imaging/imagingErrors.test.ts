import assert from 'node:assert/strict';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { deflateRawSync } from 'node:zlib';
import { decodeImage } from '../../../src/imaging/decoding/decodeImage.ts';
import type { ImageSource, ImagingErrorCode } from '../../../src/imaging/imaging.ts';
import { ImagingError } from '../../../src/imaging/intake/imagingErrors.ts';
import { dicomFile, encodeElements, imageElements, pixelBytes, pixelWords, rleFrame, SYNTAX } from './dicomBuilder.ts';
import type { BuilderElement, BuilderOptions, ImageAttributes } from './dicomBuilder.ts';
import { noise } from './noise.ts';

async function fails(source: ImageSource, code: ImagingErrorCode, says: RegExp, frame = 0): Promise<void> {
  await assert.rejects(decodeImage(source, { frame, voi: undefined }), (error) => {
    assert.ok(error instanceof ImagingError, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, says);
    assert.match(error.message, /^(scan\.dcm|imaging|gone\.png) ?/, 'names the file');
    assert.doesNotMatch(error.message, /DOE/);
    return true;
  });
}

const file = (bytes: Uint8Array): ImageSource => ({ kind: 'bytes', name: '/home/jane/scan.dcm', bytes });

const patient: BuilderElement = ['00100010', 'PN', 'DOE^JANE'];

const image = (
  attributes: Partial<ImageAttributes>,
  pixels: BuilderElement = pixelBytes([1, 2, 3, 4]),
  options?: BuilderOptions,
): ImageSource =>
  file(
    dicomFile(
      imageElements({ rows: 2, columns: 2, ...attributes, more: [patient, ...(attributes.more ?? [])] }, pixels),
      options,
    ),
  );

const object = (sopClass: string, ...more: readonly BuilderElement[]): ImageSource =>
  file(dicomFile([['00080016', 'UI', sopClass], patient, ...more]));

describe('imaging errors', () => {
  it('fileMissing, unreadable', async () => {
    await fails(
      { kind: 'file', path: join(tmpdir(), 'no-such-folder', 'gone.png') },
      'fileMissing',
      /no such file.*look where it is now/,
    );
    await fails({ kind: 'file', path: import.meta.dirname }, 'unreadable', /is a folder, not a file/);
  });

  it('notAnImage', async () => {
    await fails(file(new Uint8Array(0)), 'notAnImage', /is empty/);
    await fails(file(Buffer.from('Findings: none.')), 'notAnImage', /Choose a DICOM image/);
    await fails(file(noise(5000)), 'notAnImage', /not an image/);
  });

  it('noPixelData says what the object is', async () => {
    await fails(object('1.2.840.10008.5.1.4.1.1.88.33'), 'noPixelData', /a structured report/);
    await fails(object('1.2.840.10008.5.1.4.1.1.481.5'), 'noPixelData', /an RT plan/);
    await fails(
      object('1.2.840.10008.5.1.4.1.1.104.1', ['00420011', 'OB', Uint8Array.of(1, 2)]),
      'noPixelData',
      /an encapsulated PDF/,
    );
    await fails(object('1.2.840.10008.1.3.10'), 'noPixelData', /a DICOMDIR/);
    await fails(object('1.2.3', ['00080060', 'CS', 'SR']), 'noPixelData', /a structured report/);
    await fails(object('1.2.3'), 'noPixelData', /a DICOM object without pixel data/);
  });

  it('unsupportedTransferSyntax names it as the standard does', async () => {
    const pixels: BuilderElement = ['7fe00010', 'OB', { fragments: [Uint8Array.of(1, 2)] }];
    await fails(
      image({}, pixels, { transferSyntax: '1.2.840.10008.1.2.4.102' }),
      'unsupportedTransferSyntax',
      /is a video \(stored as "MPEG-4 AVC\/H\.264 High Profile \/ Level 4\.1"\).*Export the frame/,
    );
    await fails(
      image({}, pixels, { transferSyntax: '1.2.840.10008.1.2.4.92' }),
      'unsupportedTransferSyntax',
      /"JPEG 2000 Part 2 Multi-component Image Compression \(Lossless Only\)"/,
    );
    await fails(image({}, pixels, { transferSyntax: '1.2.999.1' }), 'unsupportedTransferSyntax', /"1\.2\.999\.1"/);
  });

  it('unsupportedPixelFormat', async () => {
    await fails(image({ allocated: 48 }), 'unsupportedPixelFormat', /48 bits per sample/);
    await fails(image({ samples: 4 }), 'unsupportedPixelFormat', /4 samples per pixel/);
    await fails(image({ photometric: 'HSV' }), 'unsupportedPixelFormat', /colour space/);
  });

  it('corrupt says what is wrong', async () => {
    await fails(image({ rows: 0 }), 'corrupt', /how many rows/);
    await fails(image({ columns: 0 }), 'corrupt', /how many columns/);
    await fails(image({}, pixelBytes([])), 'corrupt', /empty/);
    await fails(image({ frames: 3 }, pixelBytes(new Uint8Array(12))), 'corrupt', /only 3 frames.*no frame 4/, 3);
    await fails(image({ photometric: 'PALETTE COLOR' }), 'corrupt', /palette/);
    await fails(image({}), 'corrupt', /only one frame, so there is no frame 8/, 7);
    await fails(file(dicomFile([])), 'corrupt', /header and nothing else/);
    await fails(
      file(Buffer.concat([dicomFile([], { transferSyntax: SYNTAX.deflatedLE }), noise(64)])),
      'corrupt',
      /cannot be inflated/,
    );
    for (const frame of [noise(32), rleFrame([[1, 2]]).fill(9, 0, 1), rleFrame([[1], [2]])]) {
      await fails(
        image({}, ['7fe00010', 'OB', { fragments: [frame] }], { transferSyntax: SYNTAX.rle }),
        'corrupt',
        /not valid RLE Lossless/,
      );
    }
  });

  it('tooLarge, before anything is allocated', async () => {
    await fails(image({ rows: 60_000, columns: 60_000 }), 'tooLarge', /60000 × 60000 pixels/);
  });

  it('a bomb of a deflated data set is stopped', async function () {
    this.timeout(60_000);
    const bomb = deflateRawSync(Buffer.alloc(1 << 26), { level: 9 });
    const elements = encodeElements([['00080060', 'CS', 'OT']], true, false);
    const bytes = Buffer.concat([dicomFile([], { transferSyntax: SYNTAX.deflatedLE }), deflateRawSync(elements), bomb]);
    await assert.rejects(decodeImage(file(bytes), { frame: 0, voi: undefined }), ImagingError);
  });

  it('a million claimed frames are those that the file has data for', async () => {
    const { frames, notes } = await decodeImage(image({ frames: 1_000_000 }), { frame: 0, voi: undefined });
    assert.deepEqual([frames, notes[0]?.code, notes[0]?.damage], [1, 'framesMissing', true]);
    await fails(image({ frames: 1_000_000 }), 'corrupt', /only one frame, so there is no frame 1000000/, 999_999);
  });

  it('sequences nested 100,000 deep end in an error', async () => {
    const nested = Buffer.alloc(100_000 * 20);
    for (let at = 0; at < nested.length; at += 20) {
      // A sequence and an item of undefined length each.
      nested.write('08001511', at, 'hex');
      nested.write('SQ', at + 4);
      nested.writeUInt32LE(0xffffffff, at + 8);
      nested.write('feff00e0', at + 12, 'hex');
      nested.writeUInt32LE(0xffffffff, at + 16);
    }
    await assert.rejects(
      decodeImage(file(Buffer.concat([dicomFile([]), nested])), { frame: 0, voi: undefined }),
      ImagingError,
    );
  });

  it('a file cut at any byte ends in a picture or in an error', async () => {
    const whole = dicomFile(
      imageElements({ rows: 2, columns: 3, allocated: 16, more: [patient] }, pixelWords([1, 2, 3, 4, 5, 6])),
    );
    for (let length = 0; length < whole.length; length++) {
      try {
        const { width, height } = await decodeImage(file(whole.subarray(0, length)), { frame: 0, voi: undefined });
        assert.deepEqual([width, height], [3, 2]);
      } catch (error) {
        assert.ok(error instanceof ImagingError, `cut at ${length}: ${String(error)}`);
      }
    }
  });
});
