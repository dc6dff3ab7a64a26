/** Files whose labels and bytes disagree: the bytes are followed, and a note says so; or they are refused, never noise. */
import assert from 'node:assert/strict';
import dcmjsCodecs from 'dcmjs-codecs';
import sharp from 'sharp';
import { decodeImage } from '../../../src/imaging/decoding/decodeImage.ts';
import type { DisplayImage } from '../../../src/imaging/decoding/displayImage.ts';
import { openImage } from '../../../src/imaging/decoding/openImage.ts';
import type { StoredValues } from '../../../src/imaging/samples/storedValues.ts';
import {
  dicomFile,
  encodeElements,
  imageElements,
  pixelBytes,
  pixelWords,
  rleFrame,
  SYNTAX,
  type BuilderElement,
  type BuilderOptions,
  type ImageAttributes,
} from './dicomBuilder.ts';
import { noise } from './noise.ts';

const SIDE = 16;
const grey = { rows: SIDE, columns: SIDE };
const CT: BuilderElement = ['00080060', 'CS', 'CT'];
const values = noise(SIDE * SIDE);

function build(attributes: ImageAttributes, pixels: BuilderElement, options: BuilderOptions = {}): Uint8Array {
  const more = [CT, ...(attributes.more ?? [])];
  return dicomFile(imageElements({ ...attributes, more }, pixels), options);
}

function fragments(...streams: readonly Uint8Array[]): BuilderElement {
  return ['7fe00010', 'OB', { fragments: streams }];
}

async function stored(bytes: Uint8Array, frame = 0): Promise<StoredValues> {
  return (await openImage({ kind: 'bytes', name: 'x.dcm', bytes })).stored(frame);
}

function shown(bytes: Uint8Array, frame = 0): Promise<DisplayImage> {
  return decodeImage({ kind: 'bytes', name: 'x.dcm', bytes }, { frame, voi: undefined });
}

type Encoder = 'encodeJpeg' | 'encodeJpegLs' | 'encodeJpeg2000' | 'encodeHtJpeg2000' | 'encodeJpegXl';

function encode(encoder: Encoder, samples: Uint8Array | Uint16Array | Int16Array, lossless = true): Uint8Array {
  const { Context, NativeCodecs } = dcmjsCodecs;
  const wide = samples.BYTES_PER_ELEMENT * 8;
  const context = new Context({
    width: SIDE,
    height: SIDE,
    bitsAllocated: wide,
    bitsStored: wide,
    samplesPerPixel: samples.length / (SIDE * SIDE),
    pixelRepresentation: samples instanceof Int16Array ? 1 : 0,
    planarConfiguration: 0,
    photometricInterpretation: samples.length === SIDE * SIDE ? 'MONOCHROME2' : 'RGB',
    decodedBuffer: new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength),
  });
  return NativeCodecs[encoder](context, { lossy: !lossless }).getEncodedBuffer()!;
}

/** A picture with edges, as large a range as its type has: lossy codecs overshoot at them. */
function edges(low: number, high: number): readonly number[] {
  return Array.from({ length: SIDE * SIDE }, (_, i) => (((i >> 2) + (i >> 6)) % 2 === 0 ? low : high));
}

describe('pixel data that are not what the file calls them', function () {
  this.timeout(60_000);
  before(() => dcmjsCodecs.NativeCodecs.initializeAsync());

  for (const encoder of ['encodeJpeg', 'encodeJpegLs', 'encodeJpeg2000', 'encodeHtJpeg2000', 'encodeJpegXl'] as const)
    for (const [label, transferSyntax] of [
      ['explicit little endian', SYNTAX.explicitLE],
      ['RLE', SYNTAX.rle],
      ['a private syntax', '1.3.6.1.4.1.99999.1'],
    ] as const)
      it(`are decoded by their stream: ${encoder.slice(6)} called ${label}`, async () => {
        const image = await stored(build(grey, fragments(encode(encoder, values)), { transferSyntax }));
        assert.deepEqual([...image.samples], [...values]);
        assert.deepEqual(
          image.notes.map(({ code }) => code),
          ['decoderChose'],
        );
      });

  it('are decoded by their amount: uncompressed pixels called JPEG, and under a private syntax', async () => {
    for (const transferSyntax of [SYNTAX.jpegBaseline, SYNTAX.rle, '1.3.6.1.4.1.99999.1']) {
      for (const pixels of [pixelBytes(values), fragments(values)]) {
        const image = await stored(build(grey, pixels, { transferSyntax }));
        assert.deepEqual([...image.samples], [...values]);
        assert.match(image.notes[0]?.text ?? '', /uncompressed/);
      }
    }
  });

  it('are decoded by their header: RLE called JPEG or uncompressed', async () => {
    for (const transferSyntax of [SYNTAX.jpegBaseline, SYNTAX.explicitLE]) {
      const image = await stored(build(grey, fragments(rleFrame([[...values]])), { transferSyntax }));
      assert.deepEqual([...image.samples], [...values]);
      assert.match(image.notes[0]?.text ?? '', /are RLE/);
    }
  });

  it('are refused where they are nothing that is known', async () => {
    const noiseStream = noise(300).map((byte) => byte | 1);
    await assert.rejects(
      stored(build(grey, fragments(noiseStream))),
      /x\.dcm is damaged: its pixel data are neither uncompressed, as it says, nor in a compression that is known/,
    );
  });

  it('may have a length: a bare stream, and fragments whose sequence does not end', async () => {
    const stream = encode('encodeJpeg2000', values);
    const inItems = encodeElements([fragments(stream)], true, false).subarray(12, -8);
    for (const bytes of [stream, inItems]) {
      const image = await stored(build(grey, pixelBytes(bytes), { transferSyntax: SYNTAX.jpeg2000 }));
      assert.deepEqual([...image.samples], [...values]);
      assert.deepEqual(image.notes, []);
    }
  });

  it('are uncompressed in private syntaxes of the nineties, GE with the high byte first', async () => {
    const words = [...values].map((value) => value * 16);
    const attributes = { ...grey, allocated: 16, stored: 12 };
    const swapped = Buffer.from(Uint16Array.from(words).buffer).swap16();
    for (const [transferSyntax, pixels, explicit] of [
      ['1.2.840.113619.5.2', ['7fe00010', 'OW', swapped], false],
      ['1.3.46.670589.33.1.4.1', pixelWords(words), true],
    ] as const) {
      const image = await stored(build(attributes, pixels, { transferSyntax, explicit }));
      assert.deepEqual([...image.samples], words);
      assert.deepEqual(image.notes, []);
    }
  });

  it('may be packed: 12 bits, of one frame after the other, and 10 bits with a sign', async () => {
    for (const [allocated, signed] of [
      [12, false],
      [10, true],
    ] as const) {
      const [least, most] = signed ? [-(2 ** (allocated - 1)), 2 ** (allocated - 1)] : [0, 2 ** allocated];
      const numbers = Array.from({ length: 15 * 2 }, (_, i) => least + ((i * 397) % (most - least)));
      let bits = 0n;
      numbers.forEach((value, i) => {
        bits |= BigInt.asUintN(allocated, BigInt(value)) << BigInt(i * allocated);
      });
      const packed = Uint8Array.from({ length: Math.ceil((numbers.length * allocated) / 8) }, (_, i) =>
        Number((bits >> BigInt(i * 8)) & 255n),
      );
      const bytes = build({ rows: 3, columns: 5, allocated, signed, frames: 2 }, pixelBytes(packed));
      assert.deepEqual([...(await stored(bytes)).samples], numbers.slice(0, 15));
      assert.deepEqual([...(await stored(bytes, 1)).samples], numbers.slice(15));
    }
  });

  it('may be a mask of one bit in a compressed stream', async () => {
    const mask = values.map((value) => value & 1);
    const wide = mask.map((value) => value * 255);
    for (const [encoder, transferSyntax] of [
      ['encodeJpeg2000', SYNTAX.jpeg2000],
      ['encodeJpegLs', '1.2.840.10008.1.2.4.80'],
    ] as const)
      for (const samples of [mask, wide]) {
        const bytes = build({ ...grey, allocated: 1 }, fragments(encode(encoder, samples)), { transferSyntax });
        assert.deepEqual([...(await stored(bytes)).samples], [...mask]);
      }
  });
});

describe('values beyond Bits Stored', function () {
  this.timeout(60_000);
  before(() => dcmjsCodecs.NativeCodecs.initializeAsync());
  const J2K_LOSSY = '1.2.840.10008.1.2.4.91';

  it('are an overshoot where the syntax may be lossy, with a sign and without, and are cut off', async () => {
    for (const [Type, signed, beyond] of [
      [Uint16Array, false, [4096, 4307, 4095, 0]],
      [Int16Array, true, [2048, -2049, 2047, -2048]],
    ] as const) {
      const samples = new Type(edges(0, 100).map((value, i) => beyond[i] ?? value));
      const attributes = { ...grey, allocated: 16, stored: 12, signed };
      for (const [encoder, transferSyntax] of [
        ['encodeJpeg2000', J2K_LOSSY],
        ['encodeHtJpeg2000', '1.2.840.10008.1.2.4.203'],
      ] as const) {
        const image = await stored(build(attributes, fragments(encode(encoder, samples)), { transferSyntax }));
        const [least, most] = signed ? [-2048, 2047] : [0, 4095];
        assert.deepEqual(
          [...image.samples],
          [...samples].map((value) => Math.min(Math.max(value, least), most)),
        );
      }
    }
  });

  it('are other data where the syntax is lossless, or an overlay is said to lie there', async () => {
    const samples = Uint16Array.from(edges(7, 100), (value, i) => value + (i % 3 === 0 ? 0x1000 : 0));
    const attributes = { ...grey, allocated: 16, stored: 12 };
    const masked = [...samples].map((value) => value & 0xfff);
    const overlay: BuilderElement[] = [
      ['60000010', 'US', [SIDE]],
      ['60000011', 'US', [SIDE]],
      ['60000100', 'US', [16]],
      ['60000102', 'US', [12]],
    ];
    const stream = fragments(encode('encodeJpeg2000', samples));
    const lossless = build(attributes, stream, { transferSyntax: SYNTAX.jpeg2000 });
    assert.deepEqual([...(await stored(lossless)).samples], masked);
    const withOverlay = build({ ...attributes, more: overlay }, stream, { transferSyntax: J2K_LOSSY });
    assert.deepEqual([...(await stored(withOverlay)).samples], masked);
  });

  it('tell of a stream whose sign is not the file’s', async () => {
    const samples = Int16Array.from(edges(-5, 100));
    const bytes = build({ ...grey, allocated: 16 }, fragments(encode('encodeJpeg2000', samples)), {
      transferSyntax: SYNTAX.jpeg2000,
    });
    assert.match((await stored(bytes)).notes[0]?.text ?? '', /with a sign, the file says without/);
  });
});

describe('colours that are not what the file calls them', function () {
  this.timeout(60_000);
  const RGB = [210, 60, 30];
  const YCBCR = [102, 87, 205];
  const flat = (pixel: readonly number[]): Uint8Array =>
    Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) => pixel[i % 3]!);
  const near = ({ rgb }: DisplayImage, pixel: readonly number[]): void => {
    for (let i = 0; i < 3; i++) assert.ok(Math.abs(rgb[i]! - pixel[i]!) <= 4, rgb.subarray(0, 3).join());
  };
  const jpeg = (chromaSubsampling: string): Promise<Buffer> =>
    sharp(flat(RGB), { raw: { width: SIDE, height: SIDE, channels: 3 } })
      .jpeg({ quality: 95, chromaSubsampling })
      .toBuffer();

  it('are what the JPEG stream says: JFIF and 4:2:0 are YCbCr, Adobe without transform and the names R, G, B are RGB', async () => {
    const [halved, full] = [await jpeg('4:2:0'), await jpeg('4:4:4')];
    for (const [stream, photometric, pixel, says] of [
      [halved, 'RGB', RGB, /calls its colours RGB.*holds YCbCr/],
      [withSegment(full, JFIF), 'RGB', RGB, /calls its colours RGB.*holds YCbCr/],
      [withSegment(full, JFIF), 'YBR_FULL_422', RGB, undefined],
      [full, 'YBR_FULL_422', RGB, undefined],
      [full, 'RGB', YCBCR, undefined],
      [withSegment(full, adobe(0)), 'YBR_FULL_422', YCBCR, /calls its colours YBR.*holds RGB/],
      [withNames(full), 'YBR_FULL', YCBCR, /calls its colours YBR.*holds RGB/],
      [withSegment(full, adobe(1)), 'RGB', RGB, /holds YCbCr/],
    ] as const) {
      const attributes = { ...grey, samples: 3, photometric };
      const image = await shown(build(attributes, fragments(stream), { transferSyntax: SYNTAX.jpegBaseline }));
      near(image, pixel);
      const said = image.notes.filter(({ code }) => code === 'decoderChose').map(({ text }) => text);
      if (says === undefined) assert.deepEqual(said, []);
      else assert.match(said.join(), says);
    }
  });

  it('have the layout of their amount: YBR_FULL called 422, and the other way round, over several frames', async () => {
    const halved = Uint8Array.from(
      { length: SIDE * SIDE * 2 },
      (_, i) => [YCBCR[0], YCBCR[0], YCBCR[1], YCBCR[2]][i % 4]!,
    );
    for (const [data, photometric] of [
      [flat(YCBCR), 'YBR_FULL_422'],
      [halved, 'YBR_FULL'],
    ] as const) {
      const frames = build({ ...grey, samples: 3, photometric, frames: 2 }, pixelBytes(Buffer.concat([data, data])));
      const image = await shown(frames, 1);
      near(image, RGB);
      assert.match(image.notes.map(({ text }) => text).join(), /as much data as YBR_FULL/);
    }
  });

  it('of JPEG XL that was cut are refused: nothing is made up for what is missing', async () => {
    await dcmjsCodecs.NativeCodecs.initializeAsync();
    for (const lossless of [true, false]) {
      const stream = encode('encodeJpegXl', values, lossless);
      for (const share of [0.97, 0.5, 0.1]) {
        const cut = fragments(stream.subarray(0, Math.floor(stream.length * share)));
        await assert.rejects(
          shown(build(grey, cut, { transferSyntax: '1.2.840.10008.1.2.4.112' })),
          /x\.dcm is damaged: its pixel data are not valid JPEG XL/,
        );
      }
    }
  });

  it('of JPEG XL are decoded, grey and RGB', async () => {
    await dcmjsCodecs.NativeCodecs.initializeAsync();
    const rgb = noise(SIDE * SIDE * 3);
    const transferSyntax = '1.2.840.10008.1.2.4.110';
    const image = await stored(
      build({ ...grey, samples: 3 }, fragments(encode('encodeJpegXl', rgb)), { transferSyntax }),
    );
    assert.deepEqual([...image.samples], [...rgb]);
    const wide = Int16Array.from(edges(-300, 900));
    const signed = { ...grey, allocated: 16, signed: true };
    const greys = await stored(build(signed, fragments(encode('encodeJpegXl', wide)), { transferSyntax }));
    assert.deepEqual([...greys.samples], [...wide]);
  });
});

const adobe = (transform: 0 | 1): string => `ffee000e41646f62650064000000000${transform}`;
const JFIF = 'ffe000104a46494600010100000100010000';

/** Behind the start of the image. */
function withSegment(jpeg: Buffer, segment: string): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from(segment, 'hex'), jpeg.subarray(2)]);
}

/** Components called R, G and B, in the frame's header and the scan's. */
function withNames(jpeg: Buffer): Buffer {
  const named = Buffer.from(jpeg);
  const frame = named.indexOf(Buffer.from('ffc0', 'hex'));
  const scan = named.indexOf(Buffer.from('ffda', 'hex'));
  [0x52, 0x47, 0x42].forEach((name, i) => {
    named[frame + 10 + i * 3] = name;
    named[scan + 5 + i * 2] = name;
  });
  return named;
}
