/** Pictures of more than 8 bits: their values, how they are shown, and what is said of it. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { FrameImage, MonochromeFrame } from '../../../src/display/frameImage.ts';
import { renderFrame } from '../../../src/display/renderFrame.ts';
import { displayImage } from '../../../src/imaging/decoding/displayImage.ts';
import { openImage } from '../../../src/imaging/decoding/openImage.ts';
import { ImagingError } from '../../../src/imaging/intake/imagingErrors.ts';
import { clipInput } from '../../../src/imaging/modelInput/clipInput.ts';
import { filmInOtherDepths } from '../../fixtures/filmInOtherDepths.ts';
import { pngFile } from '../../fixtures/pngFile.ts';
import { type TiffPixels, tiffFile } from '../../fixtures/tiffFile.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const open = (bytes: Uint8Array) => openImage({ kind: 'bytes', name: 'picture', bytes });
const frameOf = async (bytes: Uint8Array, frame = 0): Promise<FrameImage> => (await open(bytes)).frame(frame);
const greyOf = async (bytes: Uint8Array, frame = 0): Promise<MonochromeFrame> => {
  const read = await frameOf(bytes, frame);
  assert.ok(read.kind === 'monochrome');
  return read;
};
const row = (samples: TiffPixels['samples'], more: Partial<TiffPixels> = {}): Uint8Array =>
  tiffFile({ width: samples.length / (more.samplesPerPixel ?? 1), height: 1, samples, ...more });
/** One level a pixel. */
const levels = (frame: FrameImage): number[] => [...renderFrame(frame, undefined).rgb].filter((_, i) => i % 3 === 0);
const codes = ({ notes }: FrameImage): string[] => notes.map(({ code }) => code);

describe('deep pictures', () => {
  it('are to the model what the plain film is, whatever their type', async () => {
    const { 'plain.png': plain, ...others } = await filmInOtherDepths(join(root, 'samples/chest-left-effusion.dcm'));
    const prepared = async (bytes: Uint8Array): Promise<Uint8Array> => {
      const image = await open(bytes);
      const shown = displayImage(await image.header(), await image.frame(0), undefined);
      return clipInput(shown, { kind: 'padToSquare', imageSize: 336, padColor: [122, 116, 104] }).rgb;
    };
    const film = await prepared(plain!);
    assert.ok(film.some((level) => level > 200) && film.some((level) => level < 50));
    for (const [name, bytes] of Object.entries(others)) {
      const input = await prepared(bytes);
      const furthest = input.reduce((most, level, i) => Math.max(most, Math.abs(level - film[i]!)), 0);
      assert.ok(furthest <= 1, `${name} differs from the film by ${furthest} of 255`);
    }
  });

  it('are shown from their lowest to their highest value, and say so', async () => {
    const frame = await greyOf(row(Int16Array.of(-1000, 500, 2000)));
    assert.deepEqual(levels(frame), [0, 128, 255]);
    assert.deepEqual(codes(frame), ['decoderChose']);
    assert.match(frame.notes[0]?.text ?? '', /from its lowest value, -1000, to its highest, 2000/);
    assert.deepEqual(levels(await greyOf(row(Float32Array.of(0.25, 0.5, 0.75)))), [0, 128, 255]);
  });

  it('hold what is no number as black, and say so', async () => {
    const frame = await greyOf(row(Float32Array.of(NaN, 0, 1, Infinity, -Infinity)));
    assert.deepEqual(levels(frame), [0, 0, 255, 255, 0]);
    assert.deepEqual(codes(frame), ['decoderDropped', 'decoderChose']);
  });

  it("are shown in ImageJ's display range, or from the lowest to the highest sample, where the file has them", async () => {
    const samples = Uint16Array.of(0, 1000, 2000, 4000);
    const imagej = await greyOf(row(samples, { fields: [[270, 2, 'ImageJ=1.54f\nmin=0.0\nmax=2000.0\n']] }));
    assert.deepEqual([levels(imagej), codes(imagej)], [[0, 128, 255, 255], []]);
    const range = await greyOf(
      row(samples, {
        fields: [
          [280, 3, [1000]],
          [281, 3, [3000]],
        ],
      }),
    );
    assert.deepEqual([levels(range), codes(range)], [[0, 0, 128, 255], []]);
    const floats = await greyOf(
      row(Float32Array.of(0, 1, 2), {
        fields: [
          [340, 11, [0]],
          [341, 11, [2]],
        ],
      }),
    );
    assert.deepEqual([levels(floats), codes(floats)], [[0, 128, 255], []]);
    // The ends of the type say nothing.
    const whole = await greyOf(
      row(samples, {
        fields: [
          [280, 3, [0]],
          [281, 3, [65535]],
        ],
      }),
    );
    assert.deepEqual([levels(whole), codes(whole)], [[0, 64, 128, 255], ['decoderChose']]);
    const bytes = await greyOf(row(Uint8Array.of(0, 10, 20), { fields: [[270, 2, 'ImageJ=1.54f\nmin=0\nmax=20\n']] }));
    assert.deepEqual(levels(bytes), [0, 128, 255]);
  });

  it('of which 0 is white are turned around once', async () => {
    const frame = await greyOf(row(Uint16Array.of(0, 1000, 4000), { fields: [[262, 3, [0]]] }));
    assert.deepEqual(levels(frame), [255, 191, 0]);
    assert.deepEqual([...frame.samples], [0, 1000, 4000]);
    assert.equal(
      (await (await open(row(Uint16Array.of(1), { fields: [[262, 3, [0]]] }))).stored(0)).photometric,
      'MONOCHROME1',
    );
  });

  it('of 12 bits packed are unpacked', async () => {
    const strip = Uint8Array.of(0x12, 0x3f, 0xff, 0x80, 0x00);
    const frame = await greyOf(row(new Uint16Array(3), { strip, fields: [[258, 3, [12]]] }));
    assert.deepEqual([frame.samples.constructor, [...frame.samples]], [Uint16Array, [0x123, 0xfff, 0x800]]);
  });

  it('stand upright, as sharp turns pictures of 8 bits', async () => {
    const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6);
    for (let orientation = 1; orientation <= 8; orientation++) {
      const fields = [[274, 3, [orientation]]] as const;
      const shallow = await frameOf(tiffFile({ width: 3, height: 2, samples: bytes, fields }));
      const deep = await open(tiffFile({ width: 3, height: 2, samples: Int16Array.from(bytes), fields }));
      const stored = await deep.stored(0);
      const { rows, columns } = await deep.header();
      assert.deepEqual(
        [rows, columns, stored.rows, stored.columns],
        [shallow.rows, shallow.columns, shallow.rows, shallow.columns],
      );
      assert.deepEqual([...stored.samples], levels(shallow), `orientation ${orientation}`);
    }
  });

  it('are grey where their colours are equal, and else share one range where they do not fill their type', async () => {
    const grey = await greyOf(pngFile({ width: 2, channels: 3, samples: Uint16Array.of(0, 0, 0, 4095, 4095, 4095) }));
    assert.deepEqual(levels(grey), [0, 255]);
    const dark = await frameOf(
      pngFile({ width: 2, channels: 3, samples: Uint16Array.of(1000, 2000, 3000, 1000, 1000, 2000) }),
    );
    assert.ok(dark.kind === 'colour');
    assert.deepEqual([...dark.rgb], [0, 128, 255, 0, 0, 128]);
    assert.deepEqual(codes(dark), ['decoderChose']);
    const full = await frameOf(pngFile({ width: 1, channels: 3, samples: Uint16Array.of(257, 514, 65535) }));
    assert.ok(full.kind === 'colour');
    assert.deepEqual([[...full.rgb], codes(full)], [[1, 2, 255], []]);
    const stored = await (await open(row(Int16Array.of(-3, 0, 3), { samplesPerPixel: 3 }))).stored(0);
    assert.deepEqual([stored.photometric, [...stored.samples]], ['RGB', [-3, 0, 3]]);
  });

  it('with fewer significant bits (sBIT) than 16 are shown over those', async () => {
    const samples = Uint16Array.of(0, 1023, 2047);
    const frame = await greyOf(pngFile({ width: 3, channels: 1, samples, chunks: { sBIT: [12] } }));
    assert.deepEqual([levels(frame), codes(frame)], [[0, 64, 127], []]);
  });

  it('are laid on black where they are transparent, which is said; an opacity that hides nothing is not', async () => {
    const frame = await greyOf(
      pngFile({ width: 4, channels: 2, samples: Uint16Array.of(9, 0, 100, 65535, 300, 65535, 300, 32768) }),
    );
    assert.deepEqual([...frame.samples], [100, 100, 300, 200]);
    assert.deepEqual(codes(frame), ['decoderDropped', 'decoderChose']);
    const never = await greyOf(pngFile({ width: 2, channels: 2, samples: Uint16Array.of(1, 0, 2, 0) }));
    assert.deepEqual([[...never.samples], codes(never)], [[1, 2], ['decoderChose']]);
    const shallow = await sharp(Uint8Array.of(10, 20, 30, 128), { raw: { width: 1, height: 1, channels: 4 } })
      .png()
      .toBuffer();
    assert.deepEqual(codes(await frameOf(shallow)), ['decoderDropped']);
    const opaque = await sharp(Uint8Array.of(10, 20, 30, 255), { raw: { width: 1, height: 1, channels: 4 } })
      .png()
      .toBuffer();
    assert.deepEqual(codes(await frameOf(opaque)), []);
  });

  it('with channels beyond their colours are shown without them, which is said', async () => {
    const frame = await greyOf(
      row(Int16Array.of(1, 90, 2, 91), {
        samplesPerPixel: 2,
        fields: [
          [338, 3, [0]],
          [262, 3, [1]],
        ],
      }),
    );
    assert.deepEqual(
      [[...frame.samples], codes(frame)],
      [
        [1, 2],
        ['decoderDropped', 'decoderChose'],
      ],
    );
  });

  it('of 8 bits with a channel beside their colours are not laid on black by it, unless it is an opacity', async () => {
    const samples = Uint8Array.of(10, 20, 30, 0, 40, 50, 60, 128);
    const rgb = async (extra: number): Promise<readonly [number[], string[]]> => {
      const frame = await frameOf(row(samples, { samplesPerPixel: 4, fields: [[338, 3, [extra]]] }));
      assert.ok(frame.kind === 'colour');
      return [[...frame.rgb], codes(frame)];
    };
    assert.deepEqual(await rgb(0), [[10, 20, 30, 40, 50, 60], ['decoderDropped']]);
    // Multiplied already; not multiplied.
    assert.deepEqual(await rgb(1), [[10, 20, 30, 40, 50, 60], ['decoderDropped']]);
    assert.deepEqual(await rgb(2), [[0, 0, 0, 20, 25, 30], ['decoderDropped']]);
  });

  it('may have shallow pages beside deep ones', async () => {
    const bytes = tiffFile(
      { width: 2, height: 1, samples: Float32Array.of(1, 2) },
      { width: 1, height: 1, samples: Uint8Array.of(7, 8, 9), samplesPerPixel: 3 },
      { width: 1, height: 2, samples: Int16Array.of(-5, 5) },
    );
    const image = await open(bytes);
    assert.equal((await image.header()).frames, 3);
    assert.deepEqual([...(await image.stored(0)).samples], [1, 2]);
    assert.deepEqual([...(await image.stored(1)).samples], [7, 8, 9]);
    assert.deepEqual([...(await image.stored(2)).samples], [-5, 5]);
  });

  it('that are cut short are shown as far as they go, with a note; without any pixel they are refused', async () => {
    const whole = tiffFile({ width: 4, height: 4, samples: Int16Array.from({ length: 16 }, (_, i) => i - 8) });
    const cut = await greyOf(whole.subarray(0, whole.length - 10));
    assert.deepEqual([...cut.samples], [...Int16Array.from({ length: 11 }, (_, i) => i - 8), 0, 0, 0, 0, 0]);
    assert.ok(cut.notes.some(({ code, damage }) => code === 'pictureDamaged' && damage));
    await assert.rejects(
      frameOf(whole.subarray(0, whole.length - 32)),
      (error) => error instanceof ImagingError && error.code === 'corrupt',
    );
  });

  it('of kinds that are not read here are refused by their name', async () => {
    const kinds = [
      [row(Int16Array.of(1), { fields: [[259, 3, [50000]]] }), /compressed by Zstandard/],
      [row(Uint8Array.of(1), { fields: [[259, 3, [50000]]] }), /compressed by Zstandard/],
      [row(Int16Array.of(1), { fields: [[258, 3, [24]]] }), /samples of 24 bits/],
      [row(Uint8Array.of(1, 2, 3), { samplesPerPixel: 3, fields: [[262, 3, [8]]] }), /CIE L\*a\*b\* colours/],
      [
        row(Float32Array.of(1), {
          fields: [
            [339, 3, [6]],
            [258, 3, [64]],
          ],
          strip: new Uint8Array(8),
        }),
        /complex samples/,
      ],
    ] as const;
    for (const [bytes, message] of kinds)
      await assert.rejects(frameOf(bytes), (error) => {
        assert.ok(error instanceof ImagingError, String(error));
        assert.match(error.message, message);
        return error.code === 'unsupportedPixelFormat' && error.message.includes('Export the image as PNG');
      });
  });

  it('that were once found to be shown wrongly are shown rightly', async function () {
    const folder = join(root, '../shared/data/found/images');
    if (!existsSync(folder)) {
      console.log('      skipped: the folder of pictures that were found is not here');
      this.skip();
    }
    const names = readdirSync(folder).filter((name) => /\.(tiff|png)$/.test(name));
    assert.ok(names.length >= 4);
    for (const name of names) {
      const frame = await (await openImage({ kind: 'file', path: join(folder, name) })).frame(0);
      const expected = await sharp(join(folder, 'expected', `${name}.png`))
        .toColourspace('b-w')
        .raw()
        .toBuffer();
      const shown = levels(frame);
      const furthest = shown.reduce((most, level, i) => Math.max(most, Math.abs(level - expected[i]!)), 0);
      assert.ok(shown.length === expected.length && furthest <= 1, `${name} differs by ${furthest}`);
    }
  });
});
