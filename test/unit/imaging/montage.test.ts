/** Several slices as one picture: what is in its cells, what is said of it, and when it is another one. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { decodeImage, imageHeader } from '../../../src/imaging/decoding/decodeImage.ts';
import type { FileSource, Imaging, ImageSource, MontageSource, MontageTile } from '../../../src/imaging/imaging.ts';
import { ImagingError } from '../../../src/imaging/intake/imagingErrors.ts';
import { createImaging } from '../../../src/imaging/localImaging.ts';
import { clipInput } from '../../../src/imaging/modelInput/clipInput.ts';
import type { RgbImage } from '../../../src/imaging/samples/rgbImage.ts';
import { dicomFile, imageElements, pixelBytes, type BuilderElement } from './dicomBuilder.ts';

const [COLUMNS, ROWS, FRAMES] = [48, 30, 2];

/** Smooth, as slices are: a wave that `phase` moves. */
function slice(phase: number, ...more: BuilderElement[]): FileSource {
  const pixels = Array.from({ length: COLUMNS * ROWS * FRAMES }, (_, index) => {
    const [x, y, frame] = [index % COLUMNS, Math.floor(index / COLUMNS) % ROWS, Math.floor(index / (COLUMNS * ROWS))];
    return Math.round(128 + 60 * Math.sin(x / 7 + phase) + 50 * Math.cos(y / 5 + phase + frame));
  });
  const facts: BuilderElement[] = [
    ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.2'],
    ['00080060', 'CS', 'CT'],
    ['00180015', 'CS', 'CHEST'],
    ['00200062', 'CS', 'L'],
    ...more,
  ];
  const elements = imageElements({ rows: ROWS, columns: COLUMNS, frames: FRAMES, more: facts }, pixelBytes(pixels));
  return { kind: 'bytes', name: `slice-${phase}.dcm`, bytes: dicomFile(elements) };
}

const tiles: readonly MontageTile[] = [1, 2, 3, 4, 5].map((phase) => ({ source: slice(phase), number: phase * 7 }));
const montage = (of = tiles, columns = 3): MontageSource => ({ kind: 'montage', columns, tiles: of });
const show = (source: ImageSource, voi?: MontageTile['voi']) => decodeImage(source, { frame: 0, voi });

/** Of a cell, the difference to the tile as an independent scaler makes it, beside the number. */
async function worstInCell(picture: RgbImage, index: number, tile: RgbImage): Promise<number> {
  const cell = 448;
  const [left, top] = [(index % 3) * cell, Math.floor(index / 3) * cell];
  const height = cell * (tile.height / tile.width);
  const expected = await sharp(tile.rgb, { raw: { width: tile.width, height: tile.height, channels: 3 } })
    .resize({ width: cell, height, kernel: 'cubic', fit: 'fill' })
    .raw()
    .toBuffer();
  const above = (cell - height) / 2;
  let worst = 0;
  for (let y = 0; y < cell; y++)
    for (let x = 0; x < cell; x++) {
      if (y < 40 && x < 60) continue;
      const level = picture.rgb[((top + y) * picture.width + left + x) * 3]!;
      const isPadding = y < above || y >= above + height;
      worst = Math.max(worst, Math.abs(level - (isPadding ? 0 : expected[((y - above) * cell + x) * 3]!)));
    }
  return worst;
}

describe('a montage', () => {
  it('shows each slice in its cell, as large as it fits, in rows from the top left on black', async () => {
    const picture = await show(montage());
    assert.deepEqual([picture.width, picture.height, picture.frames], [1344, 896, 1]);
    for (const [index, { source }] of tiles.entries()) {
      const worst = await worstInCell(picture, index, await show(source));
      assert.ok(worst <= 6, `cell ${index} differs by ${worst}`);
    }
    const empty = picture.rgb.subarray((448 * 1344 + 896) * 3, (448 * 1344 + 1344) * 3);
    assert.ok(
      empty.every((level) => level === 0),
      'the last cell',
    );
  });

  it('bears the numbers of its slices in the corners of their cells', async () => {
    const picture = await show(montage());
    const white = (index: number): number => {
      const [left, top] = [(index % 3) * 448, Math.floor(index / 3) * 448];
      let count = 0;
      for (let y = 0; y < 36; y++)
        for (let x = 0; x < 56; x++) if (picture.rgb[((top + y) * 1344 + left + x) * 3] === 255) count++;
      return count / 16;
    };
    // Dots of 7, 14, 21, 28 and 35, counted by hand.
    assert.deepEqual([0, 1, 2, 3, 4].map(white), [11, 24, 25, 32, 32]);
  });

  it('shows the frame and the window that are chosen for a slice, else the one for all', async () => {
    const [first] = tiles;
    assert.ok(first);
    const voi = { kind: 'window', center: 120, width: 40 } as const;
    const one = await show(montage([{ ...first, frame: 1, voi }], 1));
    const cell = await show(montage([{ ...first, frame: 1 }], 1), voi);
    assert.deepEqual(one.window, { center: 120, width: 40 });
    assert.ok(Buffer.compare(one.rgb, cell.rgb) === 0);
    const other = await show(montage([{ ...first, frame: 1 }], 1));
    assert.ok(Buffer.compare(one.rgb, other.rgb) !== 0);
  });

  it('is said to be what all its slices are, and no more', async () => {
    const { modality, bodyPart, laterality, format, notes, sopInstanceHash } = await show(montage());
    assert.deepEqual(
      [modality, bodyPart, laterality, format, notes, sopInstanceHash],
      ['CT', 'CHEST', 'L', 'dicom', [], undefined],
    );
    const short = slice(9, ['00200062', 'CS', 'R'], ['00280301', 'CS', 'YES']);
    const mixed = await show(
      montage([...tiles, { source: short, number: 9 }, { source: short, frame: 1, number: 10 }]),
    );
    assert.deepEqual([mixed.modality, mixed.laterality], ['CT', undefined]);
    assert.deepEqual(
      mixed.notes.map(({ code }) => code),
      ['burnedIn'],
      'each note once',
    );
  });

  it('has a hash that stays, is the header’s, and changes with all that makes the picture', async () => {
    const hash = async (source: MontageSource): Promise<string> => (await imageHeader(source)).fileSha256;
    const [first, ...others] = tiles;
    assert.ok(first);
    const own = await hash(montage());
    assert.equal(own, (await show(montage())).fileSha256);
    assert.match(own, /^[0-9a-f]{64}$/);
    assert.equal(own, await hash(montage([{ ...first, frame: 0 }, ...others])), 'the first frame is the first frame');
    const changed = await Promise.all([
      hash(montage(tiles, 2)),
      hash(montage([{ ...first, frame: 1 }, ...others])),
      hash(montage([{ ...first, number: 8 }, ...others])),
      hash(montage([{ ...first, voi: { kind: 'window', center: 1, width: 2 } }, ...others])),
      hash(montage([{ ...first, source: slice(6) }, ...others])),
      hash(montage([...others, first])),
    ]);
    assert.equal(new Set([own, ...changed]).size, 7);
  });

  it('fails by the name of the slice that cannot be read, and for what it cannot be', async () => {
    const refuses = (source: MontageSource, says: RegExp): Promise<void> =>
      assert.rejects(show(source), (error) => error instanceof ImagingError && says.test(error.message));
    const text: FileSource = { kind: 'bytes', name: 'letter.txt', bytes: Buffer.from('Dear colleague') };
    await refuses(montage([...tiles, { source: text, number: 6 }]), /^letter\.txt is not an image/);
    await refuses(montage([{ ...tiles[0]!, frame: 2 }], 1), /^slice-1\.dcm has only 2 frames/);
    await refuses(montage([], 1), /^Montage of 0 slices: a montage has 1 to 64 slices/);
    await refuses(montage(Array.from({ length: 65 }, () => tiles[0]!)), /has 1 to 64 slices, and 65 were chosen/);
    await refuses(montage(tiles, 9), /^Montage of 5 slices is damaged/);
    await assert.rejects(decodeImage(montage(), { frame: 1, voi: undefined }), /has only one frame/);
  });
});

describe('a montage in the decoder', function () {
  this.timeout(60_000);
  const imaging: Imaging = createImaging({ childPath: fileURLToPath(new URL('imagingChild.mjs', import.meta.url)) });
  after(() => imaging.dispose());

  it('reaches the model as it is shown, whole and in part, from files and from bytes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'montage-'));
    try {
      const placed = await Promise.all(
        tiles.map(async (tile, index) => {
          const path = join(folder, `${index}.dcm`);
          if (tile.source.kind === 'bytes') await writeFile(path, tile.source.bytes);
          return { ...tile, source: { kind: 'file', path } as const };
        }),
      );
      const preparation = { kind: 'padToSquare', imageSize: 336, padColor: [122, 116, 104] } as const;
      const shown = await show(montage());
      const expected = clipInput(shown, preparation);
      for (const source of [montage(), montage(placed)]) {
        assert.equal((await imaging.prepare(source, {}, preparation)).sha256, expected.sha256);
        assert.equal((await imaging.header(source)).fileSha256, shown.fileSha256);
      }
      const region = { x: 448, y: 0, width: 448, height: 448 };
      const part = await imaging.decode(montage(placed), { region });
      assert.deepEqual([part.width, part.height, part.whole], [448, 448, { width: 1344, height: 896 }]);
      assert.equal((await imaging.modelInput(part, preparation)).sha256, clipInput(part, preparation).sha256);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('has no bytes, frames or tags of its own', async () => {
    for (const work of [imaging.frame(montage(), 0), imaging.tags(montage())])
      await assert.rejects(work, /^ImagingError: Montage of 5 slices is put together from several images/);
  });
});
