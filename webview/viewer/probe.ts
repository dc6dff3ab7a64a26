/** What lies under the pointer, in words. */
import { t } from '@vscode/l10n';
import type { FrameImage } from '../../src/display/frameImage.ts';
import { modalityValue } from '../../src/display/modalityValue.ts';
import { valueText } from './roiText.ts';
import type { Point } from './viewport.ts';

export interface Probe {
  /** Counted from 0, at the top left. */
  readonly x: number;
  readonly y: number;
  /** e.g. `1064 → 40 HU`, `512 → 4671 Bq/ml · SUVbw 2.78`, or `RGB 12, 30, 200`. */
  readonly value: string;
  /** Of PET: why there is no SUV, as a clause. */
  readonly noSuv?: string;
}

/** Undefined outside of the image. */
export function probeAt(image: FrameImage, at: Point): Probe | undefined {
  const [x, y] = [Math.floor(at.x), Math.floor(at.y)];
  if (x < 0 || y < 0 || x >= image.columns || y >= image.rows) return undefined;
  const index = y * image.columns + x;
  if (image.kind === 'colour')
    return { x, y, value: `RGB ${[...image.rgb.subarray(index * 3, index * 3 + 3)].join(', ')}` };
  const stored = image.samples[index]!;
  const isIdentity = image.modality.kind === 'linear' && image.modality.slope === 1 && image.modality.intercept === 0;
  const isPadding = image.padding !== undefined && stored >= image.padding[0] && stored <= image.padding[1];
  if (isPadding) return { x, y, value: t`${number(stored)} (padding)` };
  const value = modalityValue(image.modality)(stored);
  const unit = image.unit === undefined ? '' : ` ${image.unit}`;
  const measured = isIdentity ? `${number(stored)}${unit}` : `${number(stored)} → ${number(value)}${unit}`;
  const { suv } = image;
  if (suv === undefined) return { x, y, value: measured };
  if ('missing' in suv) return { x, y, value: measured, noSuv: suv.missing };
  return { x, y, value: `${measured} · SUVbw ${valueText(value * suv.factor)} g/ml` };
}

function number(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}
