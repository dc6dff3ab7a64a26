/** Measurements and regions over a picture, with what they say. Also on the exported picture. */
import type { FrameImage } from '../../src/display/frameImage.ts';
import type { RoiStatistics } from '../../src/display/roiStatistics.ts';
import { COLOURS, type Context2d, cross, label, outlined } from './markStyle.ts';
import { type Measurement, measurementText } from './measure.ts';
import { roiLines, roiShape } from './roiText.ts';
import { type Affine, type Point, apply } from './viewport.ts';

export interface MeasurementDrawing {
  readonly measurements: readonly Measurement[];
  /** Of each measurement that is a region, once they are known. */
  readonly statistics: readonly (RoiStatistics | undefined)[];
  readonly image: FrameImage;
  /** Pixels of the context for a CSS pixel, so that lines keep their strength. */
  readonly scale: number;
  readonly chosen?: number | undefined;
}

export function drawMeasurements(
  context: Context2d,
  toPane: Affine,
  { measurements, statistics, image, scale, chosen }: MeasurementDrawing,
): void {
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  for (const [index, measurement] of measurements.entries()) {
    const points = measurement.points.map((point) => apply(toPane, point));
    context.strokeStyle = index === chosen ? COLOURS.chosen : COLOURS.measurement;
    context.lineWidth = 1.5 * scale;
    const isRegion = measurement.kind === 'ellipse' || measurement.kind === 'rectangle';
    outlined(context, scale, () => {
      context.beginPath();
      if (isRegion) tracePane(context, measurement.kind, points);
      else traceLine(context, points);
      context.stroke();
      if (!isRegion || index === chosen) for (const { x, y } of points) cross(context, x, y, 4 * scale);
    });
    const lines = measurementLines(measurement, image, statistics[index]);
    label(
      context,
      lines,
      isRegion ? rightOf(measurement.kind, points) : measurement.kind === 'angle' ? points[1] : points.at(-1),
      scale,
    );
  }
  context.restore();
}

/** What a measurement says of itself. */
export function measurementLines(
  measurement: Measurement,
  image: FrameImage,
  statistics: RoiStatistics | undefined,
): readonly string[] {
  const shape = roiShape(measurement);
  return shape === undefined ? [measurementText(measurement, image)] : roiLines(image, shape, statistics);
}

function traceLine(context: Context2d, points: readonly Point[]): void {
  for (const [i, { x, y }] of points.entries()) {
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
}

/** A picture turns by quarters, so the box of a region stays upright. */
function tracePane(context: Context2d, kind: Measurement['kind'], [a, b]: readonly Point[]): void {
  if (a === undefined || b === undefined) return;
  if (kind === 'rectangle') context.rect(a.x, a.y, b.x - a.x, b.y - a.y);
  else {
    const [x, y] = [Math.abs(b.x - a.x) / 2, Math.abs(b.y - a.y) / 2];
    context.ellipse((a.x + b.x) / 2, (a.y + b.y) / 2, x, y, 0, 0, 2 * Math.PI);
  }
}

/** Where the outline is furthest to the right. */
function rightOf(kind: Measurement['kind'], points: readonly Point[]): Point {
  const heights = points.map(({ y }) => y);
  const top = Math.min(...heights);
  return { x: Math.max(...points.map(({ x }) => x)), y: kind === 'ellipse' ? (top + Math.max(...heights)) / 2 : top };
}
