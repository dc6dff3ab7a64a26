/** Stored values of one sample per pixel → grey levels, in the standard's order: modality, VOI, MONOCHROME1 once, padding black. */
import type { DisplayImage, VoiWindow } from '../imaging.ts';
import type { ModalityTransform } from './modalityTransform.ts';
import type { Samples } from './storedFrame.ts';
import { fullRangeWindow, windowTransform, type FileVoi } from './voiTransform.ts';

export interface MonochromeInput {
  readonly samples: Samples;
  readonly modality: ModalityTransform;
  readonly voi: FileVoi;
  /** The user's window; it goes before the file's. */
  readonly window: VoiWindow | undefined;
  /** MONOCHROME1: the lowest value is white. */
  readonly inverted: boolean;
  /** Stored values that are no part of the picture, both ends included. */
  readonly padding: readonly [number, number] | undefined;
}

export interface MonochromeImage {
  /** One byte a pixel. */
  readonly grey: Uint8Array;
  readonly window: VoiWindow | undefined;
  readonly windowSource: DisplayImage['windowSource'];
}

export function renderMonochrome(input: MonochromeInput): MonochromeImage {
  const { samples, modality, inverted } = input;
  const isPadding = paddingTest(input.padding);
  const values = tabulated(samples, modality);
  const { transform, window, windowSource } = chooseVoi(input, () => valueRange(samples, values, isPadding));
  const level = (stored: number): number => {
    const value = values(stored);
    if (isPadding(stored) || Number.isNaN(value)) return 0;
    const grey = Math.round(transform(value));
    return inverted ? 255 - grey : grey;
  };
  return { grey: mapSamples(samples, level), window, windowSource };
}

function chooseVoi(
  { samples, voi, window }: MonochromeInput,
  range: () => readonly [number, number],
): { transform: (value: number) => number } & Pick<MonochromeImage, 'window' | 'windowSource'> {
  // LINEAR is made for whole numbers: its edges lie half a step inwards. For fractions only LINEAR_EXACT makes sense.
  const linear = samples instanceof Float32Array || samples instanceof Float64Array ? 'LINEAR_EXACT' : 'LINEAR';
  const fn = voi.function === 'LINEAR' ? linear : voi.function;
  if (window !== undefined) return { transform: windowTransform(window, fn), window, windowSource: 'user' };
  if (voi.lut !== undefined) return { transform: voi.lut, window: undefined, windowSource: 'file' };
  const first = voi.windows[0];
  if (first !== undefined) return { transform: windowTransform(first, fn), window: first, windowSource: 'file' };
  const full = fullRangeWindow(...range(), linear);
  return { transform: windowTransform(full, linear), window: full, windowSource: 'fullRange' };
}

function paddingTest(padding: MonochromeInput['padding']): (stored: number) => boolean {
  if (padding === undefined) return () => false;
  const [low, high] = padding;
  return (stored) => stored >= low && stored <= high;
}

/** Lowest and highest modality value outside the padding; 0 to 0 when all is padding. */
function valueRange(samples: Samples, values: ModalityTransform, isPadding: (stored: number) => boolean): readonly [number, number] {
  let min = Infinity;
  let max = -Infinity;
  for (const stored of samples) {
    if (isPadding(stored)) continue;
    const value = values(stored);
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? [min, max] : [0, 0];
}

/** Inputs of a type of at most 16 bits, or undefined: few enough to compute each one once. */
function domain(samples: Samples): { low: number; size: number } | undefined {
  if (samples instanceof Uint8Array) return { low: 0, size: 0x100 };
  if (samples instanceof Int8Array) return { low: -0x80, size: 0x100 };
  if (samples instanceof Uint16Array) return { low: 0, size: 0x10000 };
  if (samples instanceof Int16Array) return { low: -0x8000, size: 0x10000 };
  return undefined;
}

function tabulated(samples: Samples, transform: ModalityTransform): ModalityTransform {
  const inputs = domain(samples);
  if (inputs === undefined) return transform;
  const { low, size } = inputs;
  const table = Float64Array.from({ length: size }, (_, i) => transform(low + i));
  return (stored) => table[stored - low]!;
}

function mapSamples(samples: Samples, level: (stored: number) => number): Uint8Array {
  const grey = new Uint8Array(samples.length);
  const inputs = domain(samples);
  if (inputs === undefined) {
    for (let i = 0; i < grey.length; i++) grey[i] = level(samples[i]!);
    return grey;
  }
  const { low, size } = inputs;
  const table = Uint8Array.from({ length: size }, (_, i) => level(low + i));
  for (let i = 0; i < grey.length; i++) grey[i] = table[samples[i]! - low]!;
  return grey;
}
