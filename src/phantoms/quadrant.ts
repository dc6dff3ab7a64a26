import type { Place } from './phantom.ts';
import type { Random } from './random.ts';

/** A point near the middle of a quadrant of the image, off by at most `spread` in each direction. */
export function quadrantCentre(place: Place | undefined, random: Random, spread: number): { x: number; y: number } {
  const [vertical, horizontal] = (place ?? '').split(' ');
  return {
    x: (horizontal === 'right' ? 0.74 : 0.26) + random.between(-spread, spread),
    y: (vertical === 'lower' ? 0.74 : 0.26) + random.between(-spread, spread),
  };
}
