/** A part of an image: the very pixels of the whole, in every way that leads to the model. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { Region } from '../../../src/display/region.ts';
import { decodeImage } from '../../../src/imaging/decoding/decodeImage.ts';
import type { DecodeOptions, ImageSource } from '../../../src/imaging/imaging.ts';
import { ImagingError } from '../../../src/imaging/intake/imagingErrors.ts';
import { createImaging } from '../../../src/imaging/localImaging.ts';
import { clipInput } from '../../../src/imaging/modelInput/clipInput.ts';
import type { RgbImage } from '../../../src/imaging/samples/rgbImage.ts';
import { dicomFile, imageElements, pixelWords, type BuilderElement } from './dicomBuilder.ts';
import { noise } from './noise.ts';

const PREPARATION = { kind: 'padToSquare', imageSize: 28, padColor: [122, 116, 104] } as const;
const [COLUMNS, ROWS] = [37, 23];

function film(...more: BuilderElement[]): ImageSource {
  const words = [...noise(COLUMNS * ROWS)].map((value, index) => value * 16 + (index % 16));
  const elements = imageElements({ rows: ROWS, columns: COLUMNS, allocated: 16, more }, pixelWords(words));
  return { kind: 'bytes', name: 'film.dcm', bytes: dicomFile(elements) };
}

async function photo(width: number, height: number): Promise<ImageSource> {
  const png = await sharp(noise(width * height * 3), { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  return { kind: 'bytes', name: 'photo.png', bytes: png };
}

/** Pixel by pixel, by its place in the whole. */
function cropped({ width, rgb }: RgbImage, region: Region): RgbImage {
  const pixels: number[] = [];
  for (let y = region.y; y < region.y + region.height; y++)
    for (let x = region.x; x < region.x + region.width; x++)
      for (let channel = 0; channel < 3; channel++) pixels.push(rgb[(y * width + x) * 3 + channel]!);
  return { width: region.width, height: region.height, rgb: Uint8Array.from(pixels) };
}

function samePixels(actual: RgbImage, expected: RgbImage): void {
  assert.deepEqual([actual.width, actual.height], [expected.width, expected.height]);
  assert.deepEqual([...actual.rgb], [...expected.rgb]);
}

const whole = (source: ImageSource, options: Partial<DecodeOptions> = {}) =>
  decodeImage(source, { frame: 0, voi: undefined, ...options });

const REGIONS: readonly Region[] = [
  { x: 0, y: 0, width: 1, height: 1 },
  { x: 5, y: 3, width: 11, height: 7 },
  { x: 36, y: 22, width: 1, height: 1 },
  { x: 0, y: 21, width: 37, height: 2 },
  { x: 0, y: 0, width: COLUMNS, height: ROWS },
];

describe('a part of an image', () => {
  it('has the very pixels of the whole, in the window that was chosen, and says how large that is', async () => {
    const voi = { kind: 'window', center: 2000, width: 900 } as const;
    for (const region of REGIONS) {
      const all = await whole(film(), { voi });
      const part = await whole(film(), { voi, region });
      samePixels(part, cropped(all, region));
      assert.deepEqual(part.whole, { width: COLUMNS, height: ROWS });
      assert.deepEqual(
        [part.window, part.fileSha256, part.sopInstanceHash, part.notes],
        [all.window, all.fileSha256, all.sopInstanceHash, all.notes],
      );
      assert.equal(all.whole, undefined);
    }
  });

  it('of a photo, of colour', async () => {
    const source = await photo(31, 17);
    const region = { x: 7, y: 2, width: 13, height: 15 };
    samePixels(await whole(source, { region }), cropped(await whole(source), region));
  });

  it('is counted in square pixels where those of the file are not', async () => {
    const tall = film(['00280034', 'IS', '2\\1']);
    const all = await whole(tall);
    assert.deepEqual([all.width, all.height], [COLUMNS, 2 * ROWS]);
    const region = { x: 3, y: 30, width: 20, height: 16 };
    samePixels(await whole(tall, { region }), cropped(all, region));
  });

  it('beyond the image is refused with the name and the sizes', async () => {
    const outside: readonly Region[] = [
      { x: 30, y: 0, width: 8, height: 8 },
      { x: 0, y: 20, width: 8, height: 4 },
      { x: -1, y: 0, width: 8, height: 8 },
      { x: 0.5, y: 0, width: 8, height: 8 },
      { x: 0, y: 0, width: 0, height: 8 },
      { x: Number.NaN, y: 0, width: 8, height: 8 },
    ];
    for (const region of outside)
      await assert.rejects(whole(film(), { region }), (error) => {
        assert.ok(error instanceof ImagingError, String(error));
        assert.equal(error.code, 'regionOutside');
        assert.match(error.message, /^film\.dcm is 37 × 23 pixels, and the part of .* does not lie within it\. Draw/);
        return true;
      });
  });
});

describe('a part of an image in the decoder', function () {
  this.timeout(60_000);
  const imaging = createImaging({ childPath: fileURLToPath(new URL('imagingChild.mjs', import.meta.url)) });
  after(() => imaging.dispose());

  it('is what the model and the thumbnail are made of, by both ways', async () => {
    const region = { x: 5, y: 3, width: 11, height: 7 };
    const voi = { kind: 'window', center: 2000, width: 900 } as const;
    const expected = clipInput(cropped(await whole(film(), { voi }), region), PREPARATION);
    const part = await imaging.decode(film(), { voi, region });
    assert.deepEqual(await imaging.modelInput(part, PREPARATION), expected);
    assert.deepEqual(await imaging.prepare(film(), { voi, region }, PREPARATION), expected);
    const { width, height } = await sharp(await imaging.thumbnail(part, 96)).metadata();
    assert.deepEqual([width, height], [11, 7]);
    await assert.rejects(
      imaging.prepare(film(), { region: { ...region, x: 30 } }, PREPARATION),
      (error) => error instanceof ImagingError && error.code === 'regionOutside',
    );
  });
});
