/**
 * Lengths, angles and regions that a person draws on a frame, in its own pixels. They are the person's: nothing of them
 * reaches the model, unless a person asks about a rectangle.
 */
import { t } from '@vscode/l10n';
import { spacingAt } from '../../src/display/calibratedRegion.ts';
import { distanceMm, distancePixels } from '../../src/display/distanceMm.ts';
import type { FrameImage } from '../../src/display/frameImage.ts';
import type { Point } from './viewport.ts';

export const MEASURE_KINDS = ['distance', 'angle', 'ellipse', 'rectangle'] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

export interface Measurement {
  readonly kind: MeasureKind;
  /** Two points of a distance; three of an angle, whose corner is the second; opposite corners of a region's box. */
  readonly points: readonly Point[];
}

export type Scale = Pick<FrameImage, 'spacing' | 'regions' | 'pixelAspect'>;

export function pointsOf(kind: MeasureKind): number {
  return kind === 'angle' ? 3 : 2;
}

export function isComplete({ kind, points }: Measurement): boolean {
  return points.length === pointsOf(kind);
}

/** Of a line: e.g. `12.3 mm`, `48.1 mm at the detector`, `210 px`, `38.5°`. Empty while points are missing. */
export function measurementText(measurement: Measurement, scale: Scale): string {
  const [first, second, third] = measurement.points;
  if (first === undefined || second === undefined) return '';
  if (measurement.kind === 'angle')
    return third === undefined ? '' : `${angleDegrees(first, second, third, scale).toFixed(1)}°`;
  const spacing = spacingAt(scale, [first, second]);
  if (spacing === undefined) return `${distancePixels(first, second, scale.pixelAspect).toFixed(0)} px`;
  return SIZE_AT[spacing.at](length(distanceMm(first, second, spacing)));
}

/** A size with where it holds, unless that is the body. */
export const SIZE_AT: Record<NonNullable<FrameImage['spacing']>['at'], (size: string) => string> = {
  patient: (size) => size,
  detector: (size) => t`${size} at the detector`,
  scannedFilm: (size) => t`${size} on the film`,
  ultrasoundRegion: (size) => size,
};

function length(mm: number): string {
  return mm < 10 ? `${mm.toFixed(2)} mm` : `${mm.toFixed(1)} mm`;
}

/** Between the arms from the corner to either end, in the body, not on the pixel grid. */
export function angleDegrees(from: Point, corner: Point, to: Point, scale: Scale): number {
  const spacing = spacingAt(scale, [from, corner, to]);
  const tall = spacing === undefined ? scale.pixelAspect : spacing.rowMm / spacing.columnMm;
  const arm = (end: Point): number => Math.atan2((end.y - corner.y) * tall, end.x - corner.x);
  const turn = Math.abs(arm(from) - arm(to));
  return (Math.min(turn, 2 * Math.PI - turn) * 180) / Math.PI;
}

/** Why a measured length is not the length in the body, for a hover; undefined when it is. */
export function lengthCaution({ spacing, regions = [] }: Pick<FrameImage, 'spacing' | 'regions'>): string | undefined {
  if (spacing?.at === 'detector')
    return t`Measured at the detector: the projection magnifies, so lengths in the body are shorter.`;
  if (spacing?.at === 'scannedFilm') return t`Measured on the scanned film, not in the body.`;
  if (spacing?.at === 'patient') return undefined;
  return regions.length > 0
    ? t`Lengths hold within one region that the image gives a scale; elsewhere they are in pixels.`
    : t`The image does not say how large its pixels are: lengths are in pixels.`;
}
