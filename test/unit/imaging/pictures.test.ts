import assert from 'node:assert/strict';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import type { VoiChoice } from '../../../src/display/frameImage.ts';
import { decodeImage } from '../../../src/imaging/decoding/decodeImage.ts';
import type { DisplayImage } from '../../../src/imaging/imaging.ts';
import { ImagingError } from '../../../src/imaging/intake/imagingErrors.ts';
import { thumbnail } from '../../../src/imaging/pictures/thumbnail.ts';
import { noise } from './noise.ts';

const WIDTH = 40;
const HEIGHT = 30;
const rgb = noise(WIDTH * HEIGHT * 3);
const picture = (): Sharp => sharp(rgb, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });

async function decode(bytes: Uint8Array, options: { frame?: number; voi?: VoiChoice } = {}): Promise<DisplayImage> {
  return decodeImage({ kind: 'bytes', name: 'picture', bytes }, { frame: options.frame ?? 0, voi: options.voi });
}

describe('pictures', () => {
  for (const [format, bytes] of [
    ['png', () => picture().png().toBuffer()],
    ['tiff', () => picture().tiff({ compression: 'lzw' }).toBuffer()],
    ['webp', () => picture().webp({ lossless: true }).toBuffer()],
  ] as const) {
    it(`in lossless ${format} keep every pixel, whatever the file's name`, async () => {
      const image = await decode(await bytes());
      assert.deepEqual([image.format, image.width, image.height], [format, WIDTH, HEIGHT]);
      assert.deepEqual(image.rgb, rgb);
    });
  }

  it('in TIFF with channels beyond those of its colour space are shown without them', async () => {
    const bytes = await picture().tiff({ compression: 'none' }).toBuffer();
    const directory = bytes.readUInt32LE(4);
    const entries = Array.from({ length: bytes.readUInt16LE(directory) }, (_, i) => directory + 2 + i * 12);
    const photometric = entries.find((entry) => bytes.readUInt16LE(entry) === 262)!;
    // BlackIsZero: grey, with two channels more.
    bytes.writeUInt16LE(1, photometric + 8);
    const image = await decode(bytes);
    assert.deepEqual([image.width, image.height, image.rgb.length], [WIDTH, HEIGHT, WIDTH * HEIGHT * 3]);
  });

  it('in JPEG stand upright by their EXIF orientation', async () => {
    const flat = sharp({ create: { width: 8, height: 16, channels: 3, background: '#fff' } });
    const withBlackTop = await flat
      .composite([{ input: { create: { width: 8, height: 8, channels: 3, background: '#000' } }, top: 0, left: 0 }])
      .jpeg({ quality: 100 })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const image = await decode(withBlackTop);
    assert.deepEqual([image.format, image.width, image.height], ['jpeg', 16, 8]);
    // A quarter turn clockwise: what was on top is on the right.
    assert.ok(image.rgb[0]! > 250 && image.rgb[15 * 3]! < 5);
  });

  it('that are grey or CMYK become RGB', async () => {
    const grey = await decode(
      await sharp(Uint8Array.of(0, 128, 255, 7), { raw: { width: 2, height: 2, channels: 1 } })
        .png()
        .toBuffer(),
    );
    assert.deepEqual([...grey.rgb], [0, 0, 0, 128, 128, 128, 255, 255, 255, 7, 7, 7]);
    const cmyk = await decode(
      await sharp({ create: { width: 4, height: 4, channels: 3, background: '#fff' } })
        .toColourspace('cmyk')
        .jpeg()
        .toBuffer(),
    );
    assert.equal(cmyk.rgb.length, 4 * 4 * 3);
    assert.ok(cmyk.rgb.every((value) => value > 240));
  });

  it('are laid on black where they are transparent', async () => {
    const rgba = Uint8Array.of(255, 255, 255, 0, 200, 100, 50, 255);
    const image = await decode(
      await sharp(rgba, { raw: { width: 2, height: 1, channels: 4 } })
        .png()
        .toBuffer(),
    );
    assert.deepEqual([...image.rgb], [0, 0, 0, 200, 100, 50]);
  });

  describe('of 16-bit grey', () => {
    const deep = (): Promise<Buffer> =>
      sharp(Uint16Array.of(0, 1000, 2000, 4095), { raw: { width: 4, height: 1, channels: 1 } })
        .toColourspace('grey16')
        .png()
        .toBuffer();
    const greys = (image: DisplayImage): number[] => [...image.rgb].filter((_, i) => i % 3 === 0);

    it('are shown over their full range of values', async () => {
      const image = await decode(await deep());
      assert.deepEqual(
        [greys(image), image.windowSource, image.window],
        [[0, 62, 125, 255], 'fullRange', { center: 2048, width: 4096 }],
      );
    });

    it("are shown in the user's window", async () => {
      const image = await decode(await deep(), { voi: { kind: 'window', center: 1000.5, width: 2001 } });
      assert.deepEqual([greys(image), image.windowSource], [[0, 128, 255, 255], 'user']);
    });
  });

  it('of several pages are shown page by page', async () => {
    const pages = await sharp(noise(6 * 12 * 3), { raw: { width: 6, height: 12, channels: 3, pageHeight: 4 } })
      .tiff({ compression: 'lzw' })
      .toBuffer();
    const image = await decode(pages, { frame: 2 });
    assert.deepEqual([image.frames, image.frame, image.width, image.height], [3, 2, 6, 4]);
    assert.deepEqual(image.rgb, noise(6 * 12 * 3).slice(6 * 8 * 3));
    await assert.rejects(
      decode(pages, { frame: 3 }),
      (error) => error instanceof ImagingError && /no frame 4/.test(error.message),
    );
  });

  it('that are cut short are shown as far as they go, with a note', async () => {
    for (const whole of [await picture().jpeg().toBuffer(), await picture().png().toBuffer()]) {
      assert.deepEqual((await decode(whole)).notes, []);
      const image = await decode(whole.subarray(0, Math.floor(whole.length / 2)));
      assert.deepEqual([image.width, image.height], [WIDTH, HEIGHT]);
      assert.deepEqual(
        image.notes.map(({ code, damage }) => [code, damage]),
        [['pictureDamaged', true]],
      );
      assert.match(image.notes[0]?.text ?? '', /cut short/);
    }
  });

  it('that claim to be huge are refused before they are decoded', async () => {
    const png = Buffer.from(await picture().png().toBuffer());
    png.writeUInt32BE(60_000, 16);
    png.writeUInt32BE(60_000, 20);
    // The checksum of the header belongs to what it says.
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
    await assert.rejects(decode(png), (error) => error instanceof ImagingError && error.code === 'tooLarge');
  });

  it('as thumbnails fit the side and are never enlarged', async () => {
    const size = async (maxSide: number): Promise<unknown[]> => {
      const { format, width, height } = await sharp(
        await thumbnail({ width: WIDTH, height: HEIGHT, rgb }, maxSide),
      ).metadata();
      return [format, width, height];
    };
    assert.deepEqual(await size(20), ['png', 20, 15]);
    assert.deepEqual(await size(400), ['png', WIDTH, HEIGHT]);
  });
});

function crc32(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
