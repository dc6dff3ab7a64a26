import type { Samples } from '../../display/frameImage.ts';

/** By the orientation of EXIF and TIFF (tag 274): which side the first row and the first column are. */
export function turnedUpright(
  samples: Samples,
  rows: number,
  columns: number,
  perPixel: number,
  orientation: number,
): { readonly samples: Samples; readonly rows: number; readonly columns: number } {
  if (!(orientation > 1 && orientation <= 8)) return { samples, rows, columns };
  // 5 to 8: rows and columns are exchanged.
  const isTurned = orientation > 4;
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBelow = [3, 4, 6, 7].includes(orientation);
  const [height, width] = isTurned ? [columns, rows] : [rows, columns];
  const upright = samples.slice();
  let at = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const row = isTurned ? x : y;
      const column = isTurned ? y : x;
      const from =
        ((fromBelow ? rows - 1 - row : row) * columns + (fromRight ? columns - 1 - column : column)) * perPixel;
      for (let sample = 0; sample < perPixel; sample++) upright[at++] = samples[from + sample]!;
    }
  }
  return { samples: upright, rows: height, columns: width };
}
