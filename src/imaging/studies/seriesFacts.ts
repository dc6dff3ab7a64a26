import type { StudySeries } from './study.ts';

/** How much a series holds, e.g. "40 images" or "1 image of 16 frames", and which study it is of where there are several. */
export function seriesFacts({ images, frames, study, copies }: StudySeries): string {
  const many = images.length === 1 ? '1 image' : `${images.length} images`;
  const all = frames === images.length ? many : `${many}${images.length === 1 ? ' of' : ','} ${frames} frames`;
  return [
    all,
    ...(copies > 0 ? [`${copies} of them twice`] : []),
    ...(study === undefined ? [] : [`study ${study}`]),
  ].join(' · ');
}
