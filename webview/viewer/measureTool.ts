import { type MeasureKind, type Measurement, distanceToLine, isComplete, pointsOf } from './measure.ts';
import { type Affine, type Point, apply, inverse } from './viewport.ts';

/** Pane pixels (CSS) within which an end or a line is taken hold of. */
const REACH = { end: 9, line: 6 };
/** A shorter drag is a click. */
const LEAST = 4;

/**
 * The hand that measures: draws new lines, moves the ends of those that are there, chooses one of them. Points come in
 * pane pixels; `toPane` says how image pixels get there.
 */
export class MeasureTool {
  #all: readonly Measurement[] = [];
  #before: readonly Measurement[] = [];
  /** What is being drawn or moved: index of the measurement and of its point. */
  #held: { readonly index: number; readonly point: number; readonly from: Point; readonly isNew: boolean } | undefined;
  #chosen: number | undefined;

  get chosen(): number | undefined {
    return this.#chosen;
  }

  get isHolding(): boolean {
    return this.#held !== undefined;
  }

  forget(): void {
    this.#held = undefined;
    this.#chosen = undefined;
  }

  /** The measurements after the press; `all` are those of the frame. */
  press(kind: MeasureKind, all: readonly Measurement[], at: Point, toPane: Affine): readonly Measurement[] {
    const open = this.#held;
    if (open !== undefined) return this.#all;
    this.#before = all;
    const end = nearestEnd(all, at, toPane);
    if (end !== undefined) {
      this.#all = all;
      this.#held = { ...end, from: at, isNew: false };
      this.#chosen = end.index;
      return all;
    }
    const line = all.findIndex(
      ({ points }) =>
        distanceToLine(
          at,
          points.map((point) => apply(toPane, point)),
        ) <= REACH.line,
    );
    if (line >= 0) {
      this.#chosen = line;
      return all;
    }
    const start = apply(inverse(toPane), at);
    this.#all = [...all, { kind, points: [start, start] }];
    this.#held = { index: all.length, point: 1, from: at, isNew: true };
    this.#chosen = all.length;
    return this.#all;
  }

  move(at: Point, toPane: Affine): readonly Measurement[] {
    const held = this.#held;
    if (held === undefined) return this.#all;
    const to = apply(inverse(toPane), at);
    this.#all = this.#all.map((each, index) =>
      index === held.index ? { ...each, points: each.points.map((point, i) => (i === held.point ? to : point)) } : each,
    );
    return this.#all;
  }

  /**
   * A line too short to mean anything is dropped; an angle goes on with its second arm until the next press is
   * released.
   */
  release(at: Point): readonly Measurement[] {
    const held = this.#held;
    const measurement = held && this.#all[held.index];
    if (held === undefined || measurement === undefined) return this.#all;
    this.#held = undefined;
    const isShort = Math.hypot(at.x - held.from.x, at.y - held.from.y) < LEAST;
    if (held.isNew && held.point === 1 && isShort) {
      this.#chosen = undefined;
      this.#all = this.#before;
    } else if (held.isNew && !isComplete(measurement)) {
      this.#all = this.#all.map((each, index) =>
        index === held.index ? { ...each, points: [...each.points, each.points.at(-1)!] } : each,
      );
      this.#held = { index: held.index, point: pointsOf(measurement.kind) - 1, from: at, isNew: true };
    }
    return this.#all;
  }

  /** As it was before the press. */
  cancel(): readonly Measurement[] {
    this.forget();
    return this.#before;
  }

  /** Without the chosen one, or without the last. */
  remove(all: readonly Measurement[]): readonly Measurement[] {
    const index = this.#chosen ?? all.length - 1;
    this.forget();
    return all.filter((_, i) => i !== index);
  }
}

function nearestEnd(
  all: readonly Measurement[],
  at: Point,
  toPane: Affine,
): { index: number; point: number } | undefined {
  for (const [index, { points }] of all.entries()) {
    for (const [point, position] of points.entries()) {
      const end = apply(toPane, position);
      if (Math.hypot(end.x - at.x, end.y - at.y) <= REACH.end) return { index, point };
    }
  }
  return undefined;
}
