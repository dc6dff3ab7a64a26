import type { RgbImage } from '../samples/rgbImage.ts';

/** The digits, 5 dots wide and 7 high, drawn for this purpose: the same pixels on every machine. */
const DIGITS: readonly (readonly string[])[] = [
  ['.###.', '#...#', '#...#', '#...#', '#...#', '#...#', '.###.'],
  ['..#..', '.##..', '..#..', '..#..', '..#..', '..#..', '.###.'],
  ['.###.', '#...#', '....#', '..##.', '.#...', '#....', '#####'],
  ['####.', '....#', '....#', '.###.', '....#', '....#', '####.'],
  ['...#.', '..##.', '.#.#.', '#..#.', '#####', '...#.', '...#.'],
  ['#####', '#....', '####.', '....#', '....#', '#...#', '.###.'],
  ['.###.', '#....', '#....', '####.', '#...#', '#...#', '.###.'],
  ['#####', '....#', '...#.', '...#.', '..#..', '..#..', '..#..'],
  ['.###.', '#...#', '#...#', '.###.', '#...#', '#...#', '.###.'],
  ['.###.', '#...#', '#...#', '.####', '....#', '....#', '.###.'],
];

/** Of a digit with the gap behind it, dots. */
const ADVANCE = 6;

/** Pixels of a dot, so that a digit is 7 pixels high when 1344 pixels become the 336 of a projector. */
const DOT = 4;

/** Draws a whole number in white with a black rim, its rim's left top corner at `x`, `y`. What goes beyond the image is cut. */
export function drawNumber(image: RgbImage, number: number, x: number, y: number): void {
  const dots = dotsOf(number);
  for (const [column, row] of dots) fill(image, x + column * DOT, y + row * DOT, 3 * DOT, 0);
  for (const [column, row] of dots) fill(image, x + (column + 1) * DOT, y + (row + 1) * DOT, DOT, 255);
}

function dotsOf(number: number): readonly (readonly [column: number, row: number])[] {
  const dots: [number, number][] = [];
  for (const [index, digit] of Array.from(String(number)).entries())
    for (const [row, line] of (DIGITS[Number(digit)] ?? []).entries())
      for (let column = 0; column < line.length; column++)
        if (line.charAt(column) === '#') dots.push([index * ADVANCE + column, row]);
  return dots;
}

function fill({ width, height, rgb }: RgbImage, x: number, y: number, side: number, level: number): void {
  const right = Math.min(x + side, width);
  for (let row = y; row < Math.min(y + side, height); row++) {
    if (right > x) rgb.fill(level, (row * width + x) * 3, (row * width + right) * 3);
  }
}
