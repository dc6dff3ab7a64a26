import type { MonochromeFrame, Samples } from '../../../src/display/frameImage.ts';

/** One row of the samples, without anything else said about them. */
export function monochromeFrame(samples: Samples, more: Partial<MonochromeFrame> = {}): MonochromeFrame {
  return {
    kind: 'monochrome',
    rows: 1,
    columns: samples.length,
    frame: 0,
    pixelAspect: 1,
    spacing: undefined,
    orientation: undefined,
    overlays: [],
    notes: [],
    samples,
    modality: { kind: 'linear', slope: 1, intercept: 0 },
    unit: undefined,
    voi: { function: 'LINEAR', windows: [], luts: [], invalidWindow: false },
    inverted: false,
    padding: undefined,
    ...more,
  };
}
