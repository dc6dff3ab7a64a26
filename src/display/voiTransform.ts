/**
 * Modality value → grey level 0 to 255, not yet rounded: window functions and VOI LUT of PS3.3 section C.11.2, and
 * which of them is in force.
 */
import type { FileVoiLut, MonochromeFrame, VoiChoice, VoiFunction, VoiWindow } from './frameImage.ts';
import { isFractional } from './isFractional.ts';
import { lookUp } from './modalityValue.ts';
import { valueRange } from './valueRange.ts';

export type VoiTransform = (value: number) => number;

export interface VoiInForce {
  readonly transform: VoiTransform;
  /** Undefined where a VOI LUT is in force. */
  readonly window: VoiWindow | undefined;
  /** Index of the file's VOI LUT in force. */
  readonly lut: number | undefined;
  readonly source: 'file' | 'user' | 'fullRange';
}

/** The choice; without one the file's first VOI LUT, else its first window, else all values from black to white. */
export function voiInForce(frame: MonochromeFrame, choice: VoiChoice): VoiInForce {
  const { voi } = frame;
  const linear = linearFunction(frame);
  const fn = voi.function === 'LINEAR' ? linear : voi.function;
  const inWindow = ({ center, width }: VoiWindow, source: VoiInForce['source'], by: VoiFunction): VoiInForce => {
    const window = { center, width };
    return { transform: windowTransform(window, by), window, lut: undefined, source };
  };
  if (choice?.kind === 'window') return inWindow(choice, 'user', fn);
  // A LUT that this frame has not got may have been chosen on another one of its series.
  const index = choice !== undefined && voi.luts[choice.index] !== undefined ? choice.index : 0;
  const lut = voi.luts[index];
  if (lut !== undefined) return { transform: lutTransform(lut), window: undefined, lut: index, source: 'file' };
  const first = voi.windows[0];
  if (first !== undefined) return inWindow(first, 'file', fn);
  const whole = rangeFunction(frame);
  return inWindow(fullRangeWindow(...valueRange(frame), whole), 'fullRange', whole);
}

/**
 * By which function a frame's values run from black to white. LINEAR is made for whole numbers: its edges lie half a
 * step inwards. For fractions, and where the file asks for it, it is LINEAR_EXACT.
 */
function linearFunction({ samples, voi }: Pick<MonochromeFrame, 'samples' | 'voi'>): 'LINEAR' | 'LINEAR_EXACT' {
  const fractional = samples instanceof Float32Array || samples instanceof Float64Array;
  return fractional || voi.function === 'LINEAR_EXACT' ? 'LINEAR_EXACT' : 'LINEAR';
}

/** The same for a window that is made from the values: whole numbers that are scaled by a fraction are fractions, too. */
export function rangeFunction(frame: Pick<MonochromeFrame, 'samples' | 'voi' | 'modality'>): 'LINEAR' | 'LINEAR_EXACT' {
  return isFractional(frame) ? 'LINEAR_EXACT' : linearFunction(frame);
}

export function windowTransform({ center, width }: VoiWindow, fn: VoiFunction): VoiTransform {
  if (fn === 'SIGMOID') return (x) => 255 / (1 + Math.exp((-4 * (x - center)) / width));
  // LINEAR is not defined for widths below 1.
  if (fn === 'LINEAR_EXACT' || width < 1) return (x) => clamp(((x - center) / width + 0.5) * 255);
  const low = center - 0.5 - (width - 1) / 2;
  const high = center - 0.5 + (width - 1) / 2;
  return (x) => (x <= low ? 0 : x > high ? 255 : clamp(((x - (center - 0.5)) / (width - 1) + 0.5) * 255));
}

/** The window that shows `min` as black and `max` as white by the function `fn`. */
export function fullRangeWindow(min: number, max: number, fn: 'LINEAR' | 'LINEAR_EXACT'): VoiWindow {
  // One value all over is shown as it is in the middle: a window of width 0 is none.
  if (fn === 'LINEAR_EXACT') return { center: (min + max) / 2, width: max > min ? max - min : 1 };
  return { center: (min + max + 1) / 2, width: max - min + 1 };
}

function lutTransform({ table }: FileVoiLut): VoiTransform {
  const white = 2 ** table.bits - 1;
  return (value) => clamp((lookUp(table, value) * 255) / white);
}

function clamp(level: number): number {
  return Math.min(Math.max(level, 0), 255);
}
