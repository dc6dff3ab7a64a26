/** Overlays on a painted frame: for a person's eyes only, never in the model's pixels. */
import type { OverlayPlane } from './frameImage.ts';

/** 8-bit levels. */
export type Rgb = readonly [number, number, number];

/** `target` is the frame's RGBA of `columns` × `rows` pixels. What lies outside of the image is left out. */
export function paintOverlays(
  overlays: readonly OverlayPlane[],
  columns: number,
  rows: number,
  color: Rgb,
  target: Uint8ClampedArray,
): void {
  for (const overlay of overlays) {
    for (let y = Math.max(0, -overlay.top); y < overlay.rows && overlay.top + y < rows; y++) {
      for (let x = Math.max(0, -overlay.left); x < overlay.columns && overlay.left + x < columns; x++) {
        if (overlay.bits[y * overlay.columns + x] === 1)
          target.set(color, ((overlay.top + y) * columns + overlay.left + x) * 4);
      }
    }
  }
}
