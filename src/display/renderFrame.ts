/** A frame → pixels as displayed, on the frame's own grid (`pixelAspect` is not applied). */
import { displayTable, greyLevel } from './displayTable.ts';
import type { FrameImage, MonochromeFrame, VoiChoice, VoiWindow } from './frameImage.ts';
import { paintColours } from './paintColours.ts';
import { voiInForce, type VoiInForce, type VoiTransform } from './voiTransform.ts';

export interface RenderedFrame {
  /** Interleaved 8-bit RGB, `rows * columns * 3`. */
  readonly rgb: Uint8Array;
  /** Undefined for colour, and where a VOI LUT is in force. */
  readonly window: VoiWindow | undefined;
  readonly windowSource: VoiInForce['source'] | undefined;
}

export function renderFrame(frame: FrameImage, choice: VoiChoice): RenderedFrame {
  if (frame.kind === 'colour') return { rgb: frame.rgb, window: undefined, windowSource: undefined };
  const { transform, window, source } = voiInForce(frame, choice);
  return { rgb: rgbPixels(frame, transform), window, windowSource: source };
}

/** Interleaved 8-bit RGB of a monochrome frame, with its colours where it has any. */
export function rgbPixels(frame: MonochromeFrame, transform: VoiTransform): Uint8Array {
  const grey = greyPixels(frame, transform);
  const rgb = new Uint8Array(grey.length * 3);
  for (let i = 0, at = 0; i < grey.length; i++) {
    const level = grey[i]!;
    rgb[at++] = level;
    rgb[at++] = level;
    rgb[at++] = level;
  }
  if (frame.colours !== undefined) paintColours(rgb, frame.samples, frame.colours);
  return rgb;
}

/** One byte a pixel. */
function greyPixels(frame: MonochromeFrame, transform: VoiTransform): Uint8Array {
  const { samples } = frame;
  const grey = new Uint8Array(samples.length);
  const table = displayTable(frame, transform);
  if (table === undefined) {
    const level = greyLevel(frame, transform);
    for (let i = 0; i < grey.length; i++) grey[i] = level(samples[i]!);
    return grey;
  }
  const { low, levels } = table;
  for (let i = 0; i < grey.length; i++) grey[i] = levels[samples[i]! - low]!;
  return grey;
}
