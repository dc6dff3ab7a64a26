/**
 * Lengths and angles that a person draws on a frame, in its own pixels. They are the person's: nothing of them reaches
 * the model.
 */
import { distanceMm, distancePixels } from '../../src/display/distanceMm.ts';
import type { FrameImage } from '../../src/display/frameImage.ts';
import type { Point } from './viewport.ts';

export type MeasureKind = 'distance' | 'angle';

export interface Measurement {
  readonly kind: MeasureKind;
  /** Two points of a distance; three of an angle, whose corner is the second. */
  readonly points: readonly Point[];
}

type Scale = Pick<FrameImage, 'spacing' | 'pixelAspect'>;

export function pointsOf(kind: MeasureKind): number {
  return kind === 'distance' ? 2 : 3;
}

export function isComplete({ kind, points }: Measurement): boolean {
  return points.length === pointsOf(kind);
}

/** e.g. `12.3 mm`, `48.1 mm at the detector`, `210 px`, `38.5°`. Empty while points are missing. */
export function measurementText(measurement: Measurement, scale: Scale): string {
  const [first, second, third] = measurement.points;
  if (first === undefined || second === undefined) return '';
  if (measurement.kind === 'angle')
    return third === undefined ? '' : `${angleDegrees(first, second, third, scale).toFixed(1)}°`;
  const { spacing, pixelAspect } = scale;
  if (spacing === undefined) return `${distancePixels(first, second, pixelAspect).toFixed(0)} px`;
  return `${length(distanceMm(first, second, spacing))}${PLACES[spacing.at]}`;
}

const PLACES: Record<NonNullable<FrameImage['spacing']>['at'], string> = {
  patient: '',
  detector: ' at the detector',
  scannedFilm: ' on the film',
  ultrasoundRegion: '',
};

function length(mm: number): string {
  return mm < 10 ? `${mm.toFixed(2)} mm` : `${mm.toFixed(1)} mm`;
}

/** Between the arms from the corner to either end, in the body, not on the pixel grid. */
export function angleDegrees(from: Point, corner: Point, to: Point, { spacing, pixelAspect }: Scale): number {
  const tall = spacing === undefined ? pixelAspect : spacing.rowMm / spacing.columnMm;
  const arm = (end: Point): number => Math.atan2((end.y - corner.y) * tall, end.x - corner.x);
  const turn = Math.abs(arm(from) - arm(to));
  return (Math.min(turn, 2 * Math.PI - turn) * 180) / Math.PI;
}

/** Why a measured length is not the length in the body, for a hover; undefined when it is. */
export function lengthCaution({ spacing }: Scale): string | undefined {
  switch (spacing?.at) {
    case undefined:
      return 'The image does not say how large its pixels are: lengths are in pixels.';
    case 'detector':
      return 'Measured at the detector: the projection magnifies, so lengths in the body are shorter.';
    case 'scannedFilm':
      return 'Measured on the scanned film, not in the body.';
    default:
      return undefined;
  }
}

/** How far a point is from the line of a measurement, both in the same units. */
export function distanceToLine(point: Point, points: readonly Point[]): number {
  let nearest = Infinity;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const along = Math.min(Math.max(((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1), 0), 1);
    nearest = Math.min(nearest, Math.hypot(point.x - a.x - along * dx, point.y - a.y - along * dy));
  }
  return nearest;
}
