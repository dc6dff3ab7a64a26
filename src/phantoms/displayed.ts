import type { Phantom } from './phantom.ts';

/**
 * The phantom as it is displayed: interleaved 8-bit RGB. Grey values go through the window as DICOM PS3.3 C.11.2.1.2.1
 * has it.
 */
export function displayed(phantom: Phantom): Uint8Array {
  const { samples } = phantom;
  if (samples.kind === 'rgb') return samples.values;
  const { center, width } = samples.window;
  const rgb = new Uint8Array(samples.values.length * 3);
  samples.values.forEach((value, index) => {
    const shade = Math.round(255 * Math.min(Math.max((value - (center - 0.5)) / (width - 1) + 0.5, 0), 1));
    rgb.fill(shade, index * 3, index * 3 + 3);
  });
  return rgb;
}
