import assert from 'node:assert/strict';
import { drawNumber } from '../../../src/imaging/montage/drawNumber.ts';
import { cellCorner, montageColumns, montageLayout } from '../../../src/imaging/montage/montageLayout.ts';
import { fittedSize } from '../../../src/imaging/montage/montagePicture.ts';
import type { RgbImage } from '../../../src/imaging/samples/rgbImage.ts';

describe('layout of a montage', () => {
  it('is nearly a square', () => {
    const shape = (count: number): string => {
      const { columns, rows } = montageLayout(count);
      return `${columns}x${rows}`;
    };
    assert.deepEqual([1, 2, 3, 4, 5, 6, 7, 9, 12, 16, 20, 64].map(shape), [
      '1x1',
      '2x1',
      '2x2',
      '2x2',
      '3x2',
      '3x2',
      '3x3',
      '3x3',
      '4x3',
      '4x4',
      '5x4',
      '8x8',
    ]);
  });

  it('has a cell for each, none beyond the picture, which is no larger than 1344 pixels a side', () => {
    for (let count = 1; count <= 64; count++) {
      const layout = montageLayout(count);
      const { columns, rows, cell, width, height } = layout;
      assert.equal(columns, montageColumns(count));
      assert.ok(columns * rows >= count && columns * (rows - 1) < count, `${count}`);
      assert.ok(Math.max(width, height) <= 1344 && Math.max(width, height) > 1344 - Math.max(columns, rows));
      const corners = Array.from({ length: count }, (_, index) => cellCorner(layout, index));
      assert.equal(new Set(corners.map(({ x, y }) => `${x} ${y}`)).size, count);
      assert.ok(corners.every(({ x, y }) => x + cell <= width && y + cell <= height));
    }
  });

  it('keeps to the columns that are asked for', () => {
    assert.deepEqual(montageLayout(6, 6), { columns: 6, rows: 1, cell: 224, width: 1344, height: 224 });
    assert.deepEqual(cellCorner(montageLayout(6, 2), 3), { x: 448, y: 448 });
  });

  it('is none of nothing, of too many, or in columns that are not there', () => {
    for (const [count, columns] of [
      [0, 1],
      [65, 8],
      [4, 0],
      [4, 5],
      [4, 1.5],
    ] as const)
      assert.throws(() => montageLayout(count, columns), RangeError);
  });

  it('keeps the shape of a picture', () => {
    assert.deepEqual(fittedSize({ width: 100, height: 50 }, 336), { width: 336, height: 168 });
    assert.deepEqual(fittedSize({ width: 3, height: 3000 }, 336), { width: 1, height: 336 });
  });
});

describe('a number in a picture', () => {
  const grey = (width: number, height: number): RgbImage => ({
    width,
    height,
    rgb: new Uint8Array(width * height * 3).fill(128),
  });
  /** White dots as `#`, a row of dots a line, from the middles of 4-pixel dots. */
  const drawn = ({ width, rgb }: RgbImage, columns: number): string[] =>
    Array.from({ length: 9 }, (_, row) =>
      Array.from({ length: columns }, (_, column) => {
        const level = rgb[((row * 4 + 2) * width + column * 4 + 2) * 3]!;
        return level === 255 ? '#' : level === 0 ? '.' : ' ';
      }).join(''),
    );

  it('is white with a black rim, its digits beside each other', () => {
    const image = grey(80, 60);
    drawNumber(image, 17, 0, 0);
    assert.deepEqual(drawn(image, 13), [
      '  ... .......',
      ' ..#. .#####.',
      ' .##. .....#.',
      ' ..#.    .#..',
      '  .#.   ..#. ',
      '  .#.   .#.. ',
      ' ..#..  .#.  ',
      ' .###.  .#.  ',
      ' .....  ...  ',
    ]);
  });

  it('is cut at the edge of the picture, and leaves the rest alone', () => {
    const image = grey(20, 12);
    drawNumber(image, 8888, 10, 4);
    assert.equal(image.rgb.length, 20 * 12 * 3);
    assert.ok(image.rgb.subarray(0, 4 * 20 * 3).every((level) => level === 128));
  });
});
