/** A bar that says how large what is seen is, along the screen's horizontal. */
import type { PixelSpacing } from '../../src/display/pixelSpacing.ts';
import { SIZE_AT } from './measure.ts';
import type { Affine } from './viewport.ts';

export interface ScaleBar {
  readonly mm: number;
  /** In the units of `toPane`. */
  readonly length: number;
  /** e.g. `5 cm`, `2 mm at the detector`. */
  readonly text: string;
}

const STEPS = [5, 2, 1];

/**
 * The longest of 1, 2, 5 times a power of ten that is no longer than `longest`. `toPane` turns by quarters: the
 * horizontal runs along rows, or along columns.
 */
export function scaleBar(spacing: PixelSpacing | undefined, toPane: Affine, longest: number): ScaleBar | undefined {
  if (spacing === undefined) return undefined;
  const perMm = toPane.a === 0 ? Math.abs(toPane.c) / spacing.rowMm : Math.abs(toPane.a) / spacing.columnMm;
  const most = longest / perMm;
  if (!(most > 0) || !Number.isFinite(most)) return undefined;
  const power = 10 ** Math.floor(Math.log10(most) + 1e-9);
  const mm = (STEPS.find((step) => step * power <= most * (1 + 1e-9)) ?? 1) * power;
  return { mm, length: mm * perMm, text: SIZE_AT[spacing.at](sizeText(mm)) };
}

function sizeText(mm: number): string {
  const [value, unit] = mm >= 10 ? [mm / 10, 'cm'] : mm >= 0.1 ? [mm, 'mm'] : [mm * 1000, 'µm'];
  return `${String(Number(value.toPrecision(3)))} ${unit}`;
}
