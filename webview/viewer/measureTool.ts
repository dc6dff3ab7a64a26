import { type MeasureKind, type Measurement, isComplete } from './measure.ts';
import { type Grip, drawingGrip, gripAt, moved } from './measureGrips.ts';
import { type Affine, type Point, apply, inverse } from './viewport.ts';

/** Pane pixels (CSS): a shorter drag is a click. */
const LEAST = 4;

interface Held {
  /** Of the measurement that is being drawn or moved. */
  readonly index: number;
  readonly grip: Grip;
  /** Where it was taken hold of, pane pixels. */
  readonly from: Point;
  /** As it was then. */
  readonly before: Measurement;
  /** The point that is being placed for the first time. */
  readonly placing: number | undefined;
  /** Its first point was placed by a click: it follows the pointer until the next one. */
  readonly clicked: boolean;
}

/**
 * The hand that measures: draws new lines and regions by a drag or by click and click, moves those that are there or
 * their ends, chooses one of them. Points come in pane pixels; `toPane` says how image pixels get there.
 */
export class MeasureTool {
  #all: readonly Measurement[] = [];
  #before: readonly Measurement[] = [];
  #held: Held | undefined;
  #chosen: number | undefined;

  get chosen(): number | undefined {
    return this.#chosen;
  }

  get isHolding(): boolean {
    return this.#held !== undefined;
  }

  /** A new one. */
  get isDrawing(): boolean {
    return this.#held?.placing !== undefined;
  }

  forget(): void {
    this.#held = undefined;
    this.#chosen = undefined;
  }

  /** The measurements after the press; `all` are those of the frame. */
  press(kind: MeasureKind, all: readonly Measurement[], at: Point, toPane: Affine): readonly Measurement[] {
    // The next point of what is open is placed when the button comes up.
    if (this.#held !== undefined) return this.#all;
    this.#before = all;
    const found = gripAt(all, at, toPane);
    if (found !== undefined) {
      const { index, grip } = found;
      this.#all = all;
      this.#held = { index, grip, from: at, before: all[index]!, placing: undefined, clicked: false };
      this.#chosen = index;
      return all;
    }
    const start = apply(inverse(toPane), at);
    const drawn = { kind, points: [start, start] };
    this.#all = [...all, drawn];
    this.#hold(all.length, drawn, 1, at, false);
    this.#chosen = all.length;
    return this.#all;
  }

  #hold(index: number, measurement: Measurement, placing: number, from: Point, clicked: boolean): void {
    this.#held = { index, grip: drawingGrip(measurement, placing), from, before: measurement, placing, clicked };
  }

  move(at: Point, toPane: Affine): readonly Measurement[] {
    const held = this.#held;
    if (held === undefined) return this.#all;
    const toImage = inverse(toPane);
    const next = moved(held.before, held.grip, apply(toImage, held.from), apply(toImage, at));
    this.#all = this.#all.map((each, index) => (index === held.index ? next : each));
    return this.#all;
  }

  /**
   * The button has come up. After a click what is drawn follows the pointer to the next one; two clicks in one place
   * draw nothing. An angle goes on with its second arm.
   */
  release(at: Point): readonly Measurement[] {
    const held = this.#held;
    const measurement = held && this.#all[held.index];
    if (held === undefined || measurement === undefined) return this.#all;
    const isShort = Math.hypot(at.x - held.from.x, at.y - held.from.y) < LEAST;
    if (held.placing === undefined) {
      // A click that only chooses moves nothing.
      if (isShort) this.#all = this.#before;
      this.#held = undefined;
    } else if (isShort && (held.placing > 1 || !held.clicked)) {
      this.#held = { ...held, clicked: true };
    } else if (isShort) {
      this.cancel();
      this.#all = this.#before;
    } else if (isComplete(measurement)) {
      this.#held = undefined;
    } else {
      const open = { ...measurement, points: [...measurement.points, measurement.points.at(-1)!] };
      this.#all = this.#all.map((each, index) => (index === held.index ? open : each));
      this.#hold(held.index, open, open.points.length - 1, at, true);
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
