/** Compressed frames. The streams are made by encoders other than the decoders under test, where there are any. */
import assert from 'node:assert/strict';
import dcmjsCodecs from 'dcmjs-codecs';
import sharp from 'sharp';
import { codestream, streamHeader } from '../../../src/imaging/codecs/streamHeader.ts';
import { decodeImage } from '../../../src/imaging/decoding/decodeImage.ts';
import { readPixelModule } from '../../../src/imaging/dicom/frame/readPixelModule.ts';
import { readDicom } from '../../../src/imaging/dicom/dataSet/readDicom.ts';
import { readStoredFrame } from '../../../src/imaging/dicom/frame/storedFrame.ts';
import type { StoredFrame } from '../../../src/imaging/dicom/frame/storedFrame.ts';
import { ImagingError } from '../../../src/imaging/intake/imagingErrors.ts';
import { dicomFile, imageElements, SYNTAX } from './dicomBuilder.ts';
import type { ImageAttributes } from './dicomBuilder.ts';
import { noise } from './noise.ts';

const { Context, NativeCodecs } = dcmjsCodecs;
const COLUMNS = 24;
const ROWS = 16;
const JPEG_LOSSLESS = '1.2.840.10008.1.2.4.70';
const JPEG_LS = '1.2.840.10008.1.2.4.80';
const HTJ2K = '1.2.840.10008.1.2.4.201';

type Encoder = 'encodeJpeg' | 'encodeJpegLs' | 'encodeJpeg2000' | 'encodeHtJpeg2000';

const grey16 = { rows: ROWS, columns: COLUMNS, allocated: 16, stored: 12 };
const values16 = Uint16Array.from(noise(ROWS * COLUMNS * 2), (value, i) => ((value << 4) | (i & 15)) & 0xfff).subarray(
  0,
  ROWS * COLUMNS,
);
const rgbValues = noise(ROWS * COLUMNS * 3);

function encode(encoder: Encoder, bytes: Uint8Array, attributes: ImageAttributes, parameters: object = {}): Uint8Array {
  const context = new Context({
    width: attributes.columns,
    height: attributes.rows,
    bitsAllocated: attributes.allocated ?? 8,
    bitsStored: attributes.stored ?? attributes.allocated ?? 8,
    samplesPerPixel: attributes.samples ?? 1,
    pixelRepresentation: attributes.signed === true ? 1 : 0,
    planarConfiguration: 0,
    photometricInterpretation: attributes.samples === 3 ? 'RGB' : 'MONOCHROME2',
    decodedBuffer: bytes,
  });
  return NativeCodecs[encoder](context, { lossy: false, ...parameters }).getEncodedBuffer()!;
}

function bytesOf(samples: { buffer: ArrayBufferLike; byteOffset: number; byteLength: number }): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}

function build(
  attributes: ImageAttributes,
  fragments: readonly Uint8Array[],
  transferSyntax: string,
  offsets: readonly number[] = [],
): Uint8Array {
  return dicomFile(imageElements(attributes, ['7fe00010', 'OB', { fragments, offsets }]), { transferSyntax });
}

async function stored(bytes: Uint8Array, frame = 0): Promise<StoredFrame> {
  const file = readDicom('built.dcm', bytes);
  return readStoredFrame(file, readPixelModule(file), frame);
}

describe('compressed frames', function () {
  this.timeout(120_000);
  before(() => NativeCodecs.initializeAsync());

  for (const [name, encoder, syntax] of [
    ['lossless JPEG', 'encodeJpeg', JPEG_LOSSLESS],
    ['JPEG-LS', 'encodeJpegLs', JPEG_LS],
    ['JPEG 2000', 'encodeJpeg2000', SYNTAX.jpeg2000],
    ['HTJ2K', 'encodeHtJpeg2000', HTJ2K],
  ] as const) {
    it(`of ${name} keep every value, grey of 12 bits and RGB`, async () => {
      const grey = await stored(build(grey16, [encode(encoder, bytesOf(values16), grey16)], syntax));
      assert.deepEqual([...grey.samples], [...values16]);
      const colour = { rows: ROWS, columns: COLUMNS, samples: 3 };
      const rgb = await stored(build(colour, [encode(encoder, rgbValues, colour)], syntax));
      assert.deepEqual([...rgb.samples], [...rgbValues]);
      assert.equal(rgb.photometric, 'RGB');
    });

    it(`of ${name} keep negative values`, async () => {
      const signed = { ...grey16, stored: 16, signed: true };
      const values = Int16Array.from(values16, (value, i) => (i % 2 === 0 ? -value : value));
      assert.deepEqual(
        [...(await stored(build(signed, [encode(encoder, bytesOf(values), signed)], syntax))).samples],
        [...values],
      );
    });
  }

  it('of baseline JPEG are decoded as sharp decodes them, YBR as RGB', async () => {
    const smooth = await sharp(rgbValues, { raw: { width: COLUMNS, height: ROWS, channels: 3 } })
      .blur(4)
      .raw()
      .toBuffer();
    const jpeg = await sharp(smooth, { raw: { width: COLUMNS, height: ROWS, channels: 3 } })
      .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
      .toBuffer();
    const frame = await stored(
      build({ rows: ROWS, columns: COLUMNS, samples: 3, photometric: 'YBR_FULL_422' }, [jpeg], SYNTAX.jpegBaseline),
    );
    const expected = await sharp(jpeg).raw().toBuffer();
    const worst = Math.max(...[...frame.samples].map((value, i) => Math.abs(value - expected[i]!)));
    assert.ok(worst <= 2, `differs by ${worst}`);
    assert.equal(frame.photometric, 'RGB');
  });

  it('are decoded by what the stream is, not by what the transfer syntax says', async () => {
    const mislabelled = build(grey16, [encode('encodeJpegLs', bytesOf(values16), grey16)], JPEG_LOSSLESS);
    assert.deepEqual([...(await stored(mislabelled)).samples], [...values16]);
  });

  it('are found in a JP2 file around the codestream', async () => {
    const j2k = encode('encodeJpeg2000', bytesOf(values16), grey16);
    const box = (type: string, content: Uint8Array): Buffer => {
      const header = Buffer.alloc(8);
      header.writeUInt32BE(8 + content.length);
      header.write(type, 4);
      return Buffer.concat([header, content]);
    };
    const jp2 = Buffer.concat([
      box('jP  ', Buffer.from('0d0a870a', 'hex')),
      box('ftyp', Buffer.from('jp2 ')),
      box('jp2c', j2k),
    ]);
    assert.deepEqual([...(await stored(build(grey16, [jp2], SYNTAX.jpeg2000))).samples], [...values16]);
    assert.ok(Buffer.from(j2k).equals(codestream(jp2)));
  });

  it('are put together from their fragments, with an offset table and without', async () => {
    const frames = [values16, values16.toReversed()].map((values) => encode('encodeJpegLs', bytesOf(values), grey16));
    const even = frames.map((frame) => (frame.length % 2 === 0 ? frame : Buffer.concat([frame, Buffer.alloc(1)])));
    const fragments = even.flatMap((frame) => [frame.subarray(0, 20), frame.subarray(20)]);
    const attributes = { ...grey16, frames: 2 };
    for (const offsets of [[], [0, even[0]!.length + 16]]) {
      assert.deepEqual(
        [...(await stored(build(attributes, fragments, JPEG_LS, offsets), 1)).samples],
        [...values16.toReversed()],
      );
    }
  });

  it('that are damaged end in an error, and the next one is decoded', async () => {
    for (const [encoder, syntax] of [
      ['encodeJpeg', JPEG_LOSSLESS],
      ['encodeJpegLs', JPEG_LS],
      ['encodeJpeg2000', SYNTAX.jpeg2000],
      ['encodeHtJpeg2000', HTJ2K],
    ] as const) {
      const good = encode(encoder, bytesOf(values16), grey16);
      for (let seed = 0; seed < 5; seed++) {
        const bad = good.map((byte, i) => ((i * 31 + seed * 7) % 41 === 0 ? byte ^ 0xff : byte));
        const outcome = await decodeImage(
          { kind: 'bytes', name: 'bad.dcm', bytes: build(grey16, [bad], syntax) },
          { frame: 0, voi: undefined },
        ).catch((error: unknown) => error);
        assert.ok(outcome instanceof ImagingError || (outcome as { width: number }).width === COLUMNS, String(outcome));
        assert.deepEqual(
          [...(await stored(build(grey16, [good], syntax))).samples],
          [...values16],
          `${syntax}, seed ${seed}`,
        );
      }
    }
  });

  it('that hold another image than the data set describes are refused', async () => {
    const stream = encode('encodeJpeg2000', bytesOf(values16), grey16);
    for (const wrong of [
      { ...grey16, rows: ROWS + 1 },
      { ...grey16, columns: COLUMNS * 2 },
      { rows: ROWS, columns: COLUMNS },
      { ...grey16, samples: 3 },
    ]) {
      await assert.rejects(
        stored(build(wrong, [stream], SYNTAX.jpeg2000)),
        (error) => error instanceof ImagingError && error.code === 'corrupt',
      );
    }
  });

  it('are told apart by their markers, which say their size, too', () => {
    const size = {
      width: COLUMNS,
      height: ROWS,
      components: 1,
      signed: false,
      lossy: false,
      colourTransform: false,
      colour: undefined,
    };
    const kinds = {
      jpeg: 'encodeJpeg',
      jpegLs: 'encodeJpegLs',
      jpeg2000: 'encodeJpeg2000',
      htj2k: 'encodeHtJpeg2000',
    } as const;
    for (const [codec, encoder] of Object.entries(kinds)) {
      const stream = encode(encoder, bytesOf(values16), grey16);
      const { leastBytes, bits, scans, ...header } = streamHeader(stream)!;
      assert.deepEqual(header, { codec, ...size });
      assert.equal(scans, codec.startsWith('jpeg') && codec !== 'jpeg2000' ? 1 : 0);
      assert.ok(bits >= 12 && bits <= 16, `${codec}: ${bits} bits`);
      assert.ok(leastBytes <= stream.length, `${codec}: ${leastBytes} of ${stream.length} bytes`);
    }
    for (const nothing of ['', 'ff', 'ffd8', 'ffd8ffd9', 'ffd8ffc0', 'ff4fff51', '00000000', 'ffd8ffffffffffff']) {
      assert.equal(streamHeader(Buffer.from(nothing, 'hex')), undefined, nothing);
    }
  });
});
