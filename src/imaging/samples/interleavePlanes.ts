import type { Samples } from '../../display/frameImage.ts';

/** Samples stored plane after plane (three of them), pixel after pixel. */
export function interleavePlanes(samples: Samples): Samples {
  const interleaved = samples.slice();
  const pixels = samples.length / 3;
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let plane = 0; plane < 3; plane++) interleaved[pixel * 3 + plane] = samples[plane * pixels + pixel]!;
  }
  return interleaved;
}
