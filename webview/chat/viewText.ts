import { t } from '@vscode/l10n';
import type { ViewImage } from '../../src/protocol/webview.ts';

/**
 * Which slice or frame is meant and how it is seen, e.g. "slice 12 of 40, CT · series 3 · W 400 L 40"; empty where there
 * is nothing to say. A brief one leaves out which series it is.
 */
export function viewText(
  { frame = 0, frames, slice, voi, window }: Pick<ViewImage, 'frame' | 'frames' | 'slice' | 'voi' | 'window'>,
  { brief = false } = {},
): string {
  const seen =
    window === undefined
      ? voi?.kind === 'lut'
        ? [`VOI LUT ${String(voi.index + 1)}`]
        : []
      : [`W ${short(window.width)} L ${short(window.center)}`];
  const place = slice === undefined ? [] : [sliceText(slice, brief)];
  return [...place, ...(frames > 1 ? [t`frame ${frame + 1}/${frames}`] : []), ...seen].join(' · ');
}

function sliceText({ number, of, series }: NonNullable<ViewImage['slice']>, brief: boolean): string {
  return brief ? t`slice ${number} of ${of}` : t`slice ${number} of ${of}, ${series}`;
}

/** Whole numbers where they say enough: fractions matter for maps of small values only. */
function short(value: number): string {
  return Math.abs(value) >= 10 || Number.isInteger(value) ? String(Math.round(value)) : value.toPrecision(2);
}
