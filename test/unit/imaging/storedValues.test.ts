import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import { readPixelModule } from '../../../src/imaging/dicom/frame/readPixelModule.ts';
import { readDicom } from '../../../src/imaging/dicom/dataSet/readDicom.ts';
import { readStoredFrame } from '../../../src/imaging/dicom/frame/storedFrame.ts';
import type { StoredFrame } from '../../../src/imaging/dicom/frame/storedFrame.ts';
import { dicomFile, encodeElements, imageElements, pixelBytes, pixelWords, rleFrame, SYNTAX } from './dicomBuilder.ts';
import type { BuilderOptions, ImageAttributes, BuilderElement } from './dicomBuilder.ts';

async function frameOf(bytes: Uint8Array, frame = 0): Promise<StoredFrame> {
  const file = readDicom('built.dcm', bytes);
  return readStoredFrame(file, readPixelModule(file), frame);
}

async function stored(
  attributes: ImageAttributes,
  pixels: BuilderElement,
  options?: BuilderOptions,
  frame = 0,
): Promise<number[]> {
  return [...(await frameOf(dicomFile(imageElements(attributes, pixels), options), frame)).samples];
}

const WORDS = [0, 1, 258, 4095, 30_000, 65_535];

describe('stored values', () => {
  for (const [name, transferSyntax] of [
    ['implicit VR little endian', SYNTAX.implicitLE],
    ['explicit VR little endian', SYNTAX.explicitLE],
    ['explicit VR big endian', SYNTAX.explicitBE],
  ] as const) {
    it(`are read from ${name}`, async () => {
      assert.deepEqual(
        await stored({ rows: 2, columns: 3, allocated: 16 }, pixelWords(WORDS), { transferSyntax }),
        WORDS,
      );
    });
  }

  it('are read from a deflated data set', async () => {
    const elements = encodeElements(
      imageElements({ rows: 2, columns: 3, allocated: 16 }, pixelWords(WORDS)),
      true,
      false,
    );
    const bytes = Buffer.concat([dicomFile([], { transferSyntax: SYNTAX.deflatedLE }), deflateRawSync(elements)]);
    assert.deepEqual([...(await frameOf(bytes)).samples], WORDS);
  });

  it('of 8 bits in big-endian words change places, an odd number of them too', async () => {
    const swapped = [2, 1, 4, 3, 6, 5, 8, 7, 0, 9];
    const element: BuilderElement = ['7fe00010', 'OW', Uint8Array.from(swapped)];
    assert.deepEqual(
      await stored({ rows: 3, columns: 3 }, element, { transferSyntax: SYNTAX.explicitBE }),
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    );
  });

  it('lose the bits above Bits Stored, and get their sign from the highest one', async () => {
    const attributes = { rows: 1, columns: 3, allocated: 16, stored: 12 };
    const words = pixelWords([0xf001, 0x0fff, 0xa800]);
    assert.deepEqual(await stored(attributes, words), [1, 4095, 2048]);
    assert.deepEqual(await stored({ ...attributes, signed: true }, words), [1, -1, -2048]);
  });

  it('are taken from below High Bit', async () => {
    assert.deepEqual(
      await stored({ rows: 1, columns: 2, allocated: 16, stored: 12, high: 15 }, pixelWords([0x123f, 0xfff0])),
      [0x123, 0xfff],
    );
  });

  it('of 32 bits keep their range', async () => {
    const words = pixelWords([0xffff, 0xffff, 0, 0x8000]);
    assert.deepEqual(await stored({ rows: 1, columns: 2, allocated: 32 }, words), [0xffffffff, 0x80000000]);
    assert.deepEqual(await stored({ rows: 1, columns: 2, allocated: 32, signed: true }, words), [-1, -0x80000000]);
  });

  it('of 1 bit follow each other across the frames', async () => {
    const attributes = { rows: 1, columns: 5, allocated: 1, frames: 2 };
    const bits = pixelBytes([0b101_01101, 0b11]);
    assert.deepEqual(await stored(attributes, bits), [1, 0, 1, 1, 0]);
    assert.deepEqual(await stored(attributes, bits, {}, 1), [1, 0, 1, 1, 1]);
  });

  it('are right wherever they lie in memory, and leave the file as it is', async () => {
    const rubbish = [0xf001, 0x0fff, 0xa800, 0x0001, 0x7ffe, 0x0800, 0x0002];
    const sound = rubbish.map((word) => word & 0x07ff);
    const attributes = { rows: 1, columns: 7, allocated: 16, stored: 12 };
    const sign = (word: number): number => ((word & 0xfff) ^ 0x800) - 0x800;
    for (const [words, signed, expected] of [
      [rubbish, false, rubbish.map((word) => word & 0xfff)],
      [rubbish, true, rubbish.map(sign)],
      [sound, false, sound],
      [sound, true, sound],
    ] as const) {
      for (const transferSyntax of [SYNTAX.explicitLE, SYNTAX.explicitBE]) {
        const file = dicomFile(imageElements({ ...attributes, signed }, pixelWords(words)), { transferSyntax });
        for (let shift = 0; shift < 4; shift++) {
          const shifted = Buffer.concat([Buffer.alloc(shift), file]).subarray(shift);
          assert.deepEqual([...(await frameOf(shifted)).samples], expected);
          assert.deepEqual(Buffer.from(shifted), Buffer.from(file));
        }
      }
    }
    const planar = dicomFile(
      imageElements({ rows: 1, columns: 2, samples: 3, stored: 7, planar: true }, pixelBytes([1, 2, 11, 255, 21, 22])),
    );
    const before = Buffer.from(planar);
    assert.deepEqual([...(await frameOf(planar)).samples], [1, 11, 21, 2, 127, 22]);
    assert.deepEqual(Buffer.from(planar), before);
  });

  it('are interleaved when the file has them plane after plane', async () => {
    const attributes = { rows: 1, columns: 2, samples: 3, planar: true };
    assert.deepEqual(await stored(attributes, pixelBytes([1, 2, 11, 12, 21, 22])), [1, 11, 21, 2, 12, 22]);
  });

  it('share their chroma in YBR_FULL_422', async () => {
    const attributes = { rows: 1, columns: 4, samples: 3, photometric: 'YBR_FULL_422' };
    assert.deepEqual(
      await stored(attributes, pixelBytes([1, 2, 90, 91, 3, 4, 92, 93])),
      [1, 90, 91, 2, 90, 91, 3, 92, 93, 4, 92, 93],
    );
  });

  it('of a later frame are found', async () => {
    const pixels = pixelWords([1, 2, 3, 4, 5, 6]);
    assert.deepEqual(await stored({ rows: 1, columns: 2, allocated: 16, frames: 3 }, pixels, {}, 2), [5, 6]);
  });

  describe('in RLE', () => {
    const rle = { transferSyntax: SYNTAX.rle };
    const encapsulated = (fragments: readonly Uint8Array[], offsets: readonly number[] = []): BuilderElement => [
      '7fe00010',
      'OB',
      { fragments, offsets },
    ];

    it('of 16 bits come from two segments, the high byte first', async () => {
      const frame = rleFrame([
        [0x12, 0x12, 0xff],
        [0x34, 0x56, 0x78],
      ]);
      const attributes = { rows: 1, columns: 3, allocated: 16 };
      assert.deepEqual(await stored(attributes, encapsulated([frame]), rle), [0x1234, 0x1256, 0xff78]);
      assert.deepEqual(
        await stored({ ...attributes, signed: true }, encapsulated([frame]), rle),
        [0x1234, 0x1256, -136],
      );
    });

    it('of three samples come from three segments', async () => {
      const frame = rleFrame([
        [1, 1, 1, 1],
        [2, 3, 4, 5],
        [6, 6, 7, 7],
      ]);
      assert.deepEqual(
        await stored({ rows: 2, columns: 2, samples: 3 }, encapsulated([frame]), rle),
        [1, 2, 6, 1, 3, 6, 1, 4, 7, 1, 5, 7],
      );
    });

    it('of one bit are a byte each, or eight to a byte', async () => {
      const attributes = { rows: 2, columns: 5, allocated: 1 };
      const bits = [1, 0, 1, 1, 0, 0, 0, 1, 0, 1];
      assert.deepEqual(await stored(attributes, encapsulated([rleFrame([bits])]), rle), bits);
      assert.deepEqual(await stored(attributes, encapsulated([rleFrame([[0b10001101, 0b10]])]), rle), bits);
    });

    it('that go on beyond the frame are cut there', async () => {
      assert.deepEqual(
        await stored({ rows: 1, columns: 3 }, encapsulated([rleFrame([[7, 7, 7, 7, 7, 8]])]), rle),
        [7, 7, 7],
      );
      assert.deepEqual(await stored({ rows: 1, columns: 3 }, encapsulated([rleFrame([[1, 2, 3, 4]])]), rle), [1, 2, 3]);
    });

    it('are joined from the fragments of one frame', async () => {
      const frame = rleFrame([Array.from({ length: 400 }, (_, i) => i % 251)]);
      const halves = [frame.subarray(0, 200), frame.subarray(200)];
      assert.deepEqual(
        await stored({ rows: 20, columns: 20 }, encapsulated(halves), rle),
        Array.from({ length: 400 }, (_, i) => i % 251),
      );
    });

    it('are found by frame with an offset table, and without one', async () => {
      const frames = [
        [1, 1],
        [2, 3],
        [4, 4],
      ].map((plane) => rleFrame([plane]));
      const attributes = { rows: 1, columns: 2, frames: 3 };
      const offsets = frames.map((_, i) => frames.slice(0, i).reduce((sum, { length }) => sum + length + 8, 0));
      for (const table of [[], offsets, [0, 7, 9]]) {
        assert.deepEqual(await stored(attributes, encapsulated(frames, table), rle, 1), [2, 3]);
        assert.deepEqual(await stored(attributes, encapsulated(frames, table), rle, 2), [4, 4]);
      }
    });

    it('are found by frame with an extended offset table whose frames have several fragments', async () => {
      const frames = [
        [1, 2],
        [3, 4],
      ].map((plane) => rleFrame([plane]));
      const fragments = frames.flatMap((frame) => [frame.subarray(0, 64), frame.subarray(64)]);
      const second = frames[0]!.length + 16;
      const table = Buffer.alloc(16);
      table.writeBigUInt64LE(BigInt(second), 8);
      const more: BuilderElement[] = [['7fe00001', 'OV', table]];
      assert.deepEqual(await stored({ rows: 1, columns: 2, frames: 2, more }, encapsulated(fragments), rle, 1), [3, 4]);
    });

    it('that end early leave the rest of the frame at zero, and say so', async () => {
      const frame = rleFrame([[1, 2, 3, 4]]).subarray(0, 68);
      const result = await frameOf(dicomFile(imageElements({ rows: 2, columns: 2 }, encapsulated([frame])), rle));
      assert.deepEqual([[...result.samples], result.partial], [[1, 2, 0, 0], true]);
    });
  });

  it('that are cut short leave the rest of the frame at zero, and say so', async () => {
    const whole = dicomFile(imageElements({ rows: 2, columns: 3, allocated: 16 }, pixelWords(WORDS)));
    const result = await frameOf(whole.subarray(0, whole.length - 4));
    assert.deepEqual([[...result.samples], result.partial], [[0, 1, 258, 4095, 0, 0], true]);
  });

  it('are read from files without preamble, without header, without transfer syntax', async () => {
    const elements = imageElements({ rows: 2, columns: 3, allocated: 16 }, pixelWords(WORDS));
    const files = [
      dicomFile(elements, { preamble: false }),
      dicomFile(elements, { declareSyntax: false }),
      encodeElements(elements, true, false),
      encodeElements(elements, false, false),
    ];
    for (const bytes of files) assert.deepEqual([...(await frameOf(bytes)).samples], WORDS);
  });
});
