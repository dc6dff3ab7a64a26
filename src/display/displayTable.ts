/** Stored value → grey level in the standard's order: modality, VOI, MONOCHROME1 once, padding black. */
import type { MonochromeFrame } from './frameImage.ts';
import { modalityValue } from './modalityValue.ts';
import { sampleDomain } from './sampleDomain.ts';
import type { VoiTransform } from './voiTransform.ts';

/** The grey level of every stored value there can be: `levels[stored - low]`. */
export interface DisplayTable {
  readonly low: number;
  readonly levels: Uint8Array;
}

type Shading = Pick<MonochromeFrame, 'modality' | 'inverted' | 'padding'>;

/** Undefined for samples of more than 16 bits, which are shown one by one with `greyLevel`. */
export function displayTable(
  frame: Shading & Pick<MonochromeFrame, 'samples'>,
  voi: VoiTransform,
): DisplayTable | undefined {
  const domain = sampleDomain(frame.samples);
  if (domain === undefined) return undefined;
  const { low, size } = domain;
  const level = greyLevel(frame, voi);
  const levels = new Uint8Array(size);
  for (let i = 0; i < size; i++) levels[i] = level(low + i);
  return { low, levels };
}

/** What is no number is black, as padding is. */
export function greyLevel({ modality, inverted, padding }: Shading, voi: VoiTransform): (stored: number) => number {
  const value = modalityValue(modality);
  const [paddingLow, paddingHigh] = padding ?? [Infinity, -Infinity];
  return (stored) => {
    if ((stored >= paddingLow && stored <= paddingHigh) || Number.isNaN(stored)) return 0;
    const grey = Math.round(voi(value(stored)));
    return inverted ? 255 - grey : grey;
  };
}
