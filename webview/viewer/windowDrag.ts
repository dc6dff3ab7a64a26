/**
 * A drag over the image changes the window: to the right widens it, down raises its centre (the picture gets darker),
 * as on a workstation.
 */
import type { VoiWindow } from '../../src/display/frameImage.ts';
import type { Point } from './viewport.ts';

/** CSS pixels of a drag that run through the whole range of values. */
const TRAVEL = 512;

/** `by`: CSS pixels from where the drag began; `range`: how far the values of the image spread. */
export function draggedWindow(start: VoiWindow, by: Point, range: number): VoiWindow {
  const step = Math.max(range, start.width / 8) / TRAVEL;
  return tidyWindow({ center: start.center + by.y * step, width: start.width + by.x * step }, range);
}

/**
 * Whole numbers where values are whole in effect, else as many digits as can be told apart. The width stays positive.
 */
export function tidyWindow({ center, width }: VoiWindow, range: number): VoiWindow {
  const digits = decimalsFor(range);
  const unit = 10 ** -digits;
  const round = (value: number): number => Number(value.toFixed(digits));
  return { center: round(center), width: Math.max(round(width), unit) };
}

/** Digits after the point that matter for values which spread over `range`. */
export function decimalsFor(range: number): number {
  if (!(range > 0)) return 0;
  return Math.min(Math.max(0, 2 - Math.floor(Math.log10(range / 2))), 8);
}

/** e.g. `40`, `0.125`, `-1,024` without the comma: as it can be typed in again. */
export function windowNumber(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const digits = Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 1 ? 2 : 4;
  return String(Number(Math.abs(value) < 0.001 ? value.toPrecision(3) : value.toFixed(digits)));
}
