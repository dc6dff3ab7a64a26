/** What of a measurement can be taken hold of, and how it follows the hand. */
import type { Measurement } from './measure.ts';
import { type Affine, type Point, apply } from './viewport.ts';

/** A point of a line; a corner of a region's box, by the points that give its x and its y; all of it. */
export type Grip =
  | { readonly of: 'point'; readonly index: number }
  | { readonly of: 'corner'; readonly x: 0 | 1; readonly y: 0 | 1 }
  | { readonly of: 'whole' };

/** Pane pixels (CSS) within which an end or a line is taken hold of. */
const REACH = { end: 9, line: 6 };
/** Points of an ellipse's outline: fine enough to be hit. */
const ROUND = 64;

export function isRegion({ kind }: Pick<Measurement, 'kind'>): boolean {
  return kind === 'ellipse' || kind === 'rectangle';
}

/** The grip that is held while a measurement is drawn, towards its point of this index. */
export function drawingGrip(measurement: Pick<Measurement, 'kind'>, index: number): Grip {
  return isRegion(measurement) ? { of: 'corner', x: 1, y: 1 } : { of: 'point', index };
}

/** The measurement with its grip at `to`; whole, moved from `from` to there. All in image pixels. */
export function moved(measurement: Measurement, grip: Grip, from: Point, to: Point): Measurement {
  const { points } = measurement;
  if (grip.of === 'whole') {
    const [x, y] = [to.x - from.x, to.y - from.y];
    return { ...measurement, points: points.map((point) => ({ x: point.x + x, y: point.y + y })) };
  }
  if (grip.of === 'point') return { ...measurement, points: points.map((point, i) => (i === grip.index ? to : point)) };
  return {
    ...measurement,
    points: points.map((point, i) => ({ x: i === grip.x ? to.x : point.x, y: i === grip.y ? to.y : point.y })),
  };
}

/** The grip under a point of the pane, an end before a line; undefined when none is near. */
export function gripAt(
  all: readonly Measurement[],
  at: Point,
  toPane: Affine,
): { readonly index: number; readonly grip: Grip } | undefined {
  for (const [index, measurement] of all.entries()) {
    for (const [grip, position] of ends(measurement)) {
      const end = apply(toPane, position);
      if (Math.hypot(end.x - at.x, end.y - at.y) <= REACH.end) return { index, grip };
    }
  }
  const index = all.findIndex(
    (measurement) =>
      distanceToLine(
        at,
        outline(measurement).map((point) => apply(toPane, point)),
      ) <= REACH.line,
  );
  return index < 0 ? undefined : { index, grip: { of: 'whole' } };
}

function ends(measurement: Measurement): readonly (readonly [Grip, Point])[] {
  const { points } = measurement;
  const [first, second] = points;
  if (!isRegion(measurement) || first === undefined || second === undefined)
    return points.map((point, index) => [{ of: 'point', index }, point]);
  const [a, b] = [first, second];
  return ([0, 1] as const).flatMap((x) =>
    ([0, 1] as const).map(
      (y) =>
        [
          { of: 'corner', x, y },
          { x: x === 0 ? a.x : b.x, y: y === 0 ? a.y : b.y },
        ] as const,
    ),
  );
}

/** The line that is drawn, closed for a region; of an ellipse in short pieces. */
function outline({ kind, points }: Measurement): readonly Point[] {
  const [a, b] = points;
  if (a === undefined || b === undefined || kind === 'distance' || kind === 'angle') return points;
  if (kind === 'rectangle') return [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }, a];
  return Array.from({ length: ROUND + 1 }, (_, i) => {
    const turn = (2 * Math.PI * i) / ROUND;
    return {
      x: (a.x + b.x + (b.x - a.x) * Math.cos(turn)) / 2,
      y: (a.y + b.y + (b.y - a.y) * Math.sin(turn)) / 2,
    };
  });
}

/** How far a point is from a line of several pieces, both in the same units. */
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
