/**
 * Halves an interleaved RGB image as Pillow's bicubic `resize` does (which LLaVA-Med's reference preparation uses): eight taps per
 * axis, rows first, each pass rounded to 8 bits, the kernel cut off and normalised anew at the borders.
 */
export function halve(rgb: Uint8Array, size: number): Uint8Array {
  const rows = halveRows(rgb, size, size);
  return transpose(halveRows(transpose(rows, size / 2, size), size, size / 2), size / 2, size / 2);
}

const TAPS = [-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5].map((offset) => cubic(offset / 2));

function cubic(x: number): number {
  const t = Math.abs(x);
  if (t < 1) return (1.5 * t - 2.5) * t * t + 1;
  return t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
}

function halveRows(rgb: Uint8Array, width: number, height: number): Uint8Array {
  const out = new Uint8Array((width / 2) * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width / 2; x++) {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        let weights = 0;
        for (let tap = 0; tap < 8; tap++) {
          const from = 2 * x - 3 + tap;
          if (from < 0 || from >= width) continue;
          const weight = TAPS[tap] ?? 0;
          sum += weight * (rgb[(y * width + from) * 3 + c] ?? 0);
          weights += weight;
        }
        out[(y * (width / 2) + x) * 3 + c] = Math.min(Math.max(Math.round(sum / weights), 0), 255);
      }
    }
  }
  return out;
}

function transpose(rgb: Uint8Array, width: number, height: number): Uint8Array {
  const out = new Uint8Array(rgb.length);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) for (let c = 0; c < 3; c++) out[(x * height + y) * 3 + c] = rgb[(y * width + x) * 3 + c] ?? 0;
  return out;
}
