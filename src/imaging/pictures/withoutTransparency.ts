import { t } from '@vscode/l10n';
import type { Samples } from '../../display/frameImage.ts';
import { imageNote, type ImageNote } from '../../display/imageNote.ts';
import type { DeepPixels } from './deepPixels.ts';

export function partlyTransparent(): ImageNote {
  return imageNote('decoderDropped', t`Parts of the picture are transparent; they are shown on black.`);
}

/**
 * The colours on black, which is what the file or its type says, else the lowest value of what can be seen (the highest
 * where 0 is white). An opacity of 0 all over hides nothing: it was never filled in.
 */
export function withoutTransparency(pixels: DeepPixels): { readonly samples: Samples; readonly seenThrough: boolean } {
  const { samples, opacity, opaque, multiplied, colours } = pixels;
  if (opacity === undefined || opacity.every((each) => each >= opaque) || opacity.every((each) => each === 0))
    return { samples, seenThrough: false };
  if (multiplied) return { samples, seenThrough: true };
  const black = blackOf(pixels, opacity);
  const whole = !(samples instanceof Float32Array || samples instanceof Float64Array);
  const laid = samples.slice();
  for (let i = 0; i < laid.length; i++) {
    const share = Math.min(Math.max(opacity[Math.floor(i / colours)]! / opaque, 0), 1);
    if (share === 1) continue;
    const value = share === 0 ? black : black + (samples[i]! - black) * share;
    laid[i] = whole ? Math.round(value) : value;
  }
  return { samples: laid, seenThrough: true };
}

function blackOf({ samples, colours, whiteIsZero, shownRange, white }: DeepPixels, opacity: Samples): number {
  if (shownRange !== undefined) return shownRange[whiteIsZero ? 1 : 0];
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i]!;
    if (!Number.isFinite(value) || !(opacity[Math.floor(i / colours)]! > 0)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high || (colours === 3 && fillsItsType(low, high, white))) return 0;
  return whiteIsZero ? high : low;
}

/** More than half of the range that its type has. */
export function fillsItsType(lowest: number, highest: number, white: number | undefined): boolean {
  return white !== undefined && lowest >= 0 && highest <= white && highest > white / 2;
}
